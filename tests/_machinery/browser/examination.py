"""What a page must not do in a browser, in each palette and width."""

from collections.abc import Iterable
from typing import NamedTuple

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


class State(NamedTuple):
    """How a reader looks at a page.

    Args:
        palette: The name of the palette.
        width: The width of the window, in pixels.
    """

    palette: str
    width: int


STATES = [
    State("light", 1280),
    State("light", 390),
    State("dark", 390),
    State("dark", 1280),
]
ZOOMED = State("light", 640)  # 1280 px at 200 %
_SCHEMES = {"light": "default", "dark": "slate"}


class Faults(list[str]):
    """What a page does wrong from now on.

    Args:
        page: An empty tab.
        address: Where the site is served.
    """

    def __init__(self, page: Page, address: str) -> None:
        super().__init__()
        page.on("request", lambda it: self._see_request(it.url, address))
        page.on(
            "response",
            lambda it: self._note(it.status >= 400, f"{it.status}: {it.url}"),
        )
        page.on(
            "console",
            lambda it: self._note(it.type == "error", f"console: {it.text}"),
        )
        page.on("pageerror", lambda it: self.append(f"script: {it}"))

    def _see_request(self, url: str, address: str) -> None:
        own = url.startswith((address, "data:", "blob:"))
        self._note(not own, f"asks another host: {url}")

    def _note(self, wrong: bool, fault: str) -> None:
        if wrong:
            self.append(fault)


def examine(page: Page, url: str, address: str, axe_in: list[State]) -> Faults:
    """Open a page, and look at it in each state.

    Args:
        page: An empty tab.
        url: The page.
        address: Where the site is served.
        axe_in: The states in which axe looks at it too, which takes long.

    Returns:
        All faults.
    """
    faults = Faults(page, address)
    page.goto(url)
    for state in [ZOOMED, *STATES]:
        show(page, state)
        found = [*find_overflow(page), *find_missing_images(page)]
        if state in axe_in:
            found += find_violations(page)
        faults += [f"{state.palette}, {state.width} px: {it}" for it in found]
    return faults


def show(page: Page, state: State) -> None:
    """Bring a page into a state.

    Args:
        page: An open page.
        state: What to bring it into.
    """
    page.set_viewport_size({"width": state.width, "height": 900})
    palette = f"[data-md-color-scheme={_SCHEMES[state.palette]}]"
    page.locator(f"input{palette}").evaluate("input => input.click()")
    page.locator(f"body{palette}").wait_for()


def find_overflow(page: Page) -> list[str]:
    """Find out whether a page scrolls sideways.

    Args:
        page: An open page.
    """
    width, window = page.evaluate(
        "[document.documentElement.scrollWidth, innerWidth]"
    )
    return [f"the page is {width} px wide"] if width > window else []


def find_missing_images(page: Page) -> list[str]:
    """Find the images that have not come.

    Args:
        page: An open page.
    """
    sources = page.evaluate(
        """Promise.all([...document.images].map(async image => {
          image.loading = "eager";
          await image.decode().catch(() => null);
          return image.naturalWidth ? "" : image.src;
        }))"""
    )
    return [f"no image: {source}" for source in sources if source]


def find_violations(page: Page) -> list[str]:
    """Find what axe objects to.

    Args:
        page: An open page.
    """
    response = Axe().run(page).response
    return [
        f"{violation['id']}: {node['target'][0]}: "
        + " ".join(node["failureSummary"].split())
        for violation in response["violations"]
        for node in violation["nodes"]
    ]


def one_line_each(faults: Iterable[str]) -> str:
    """Write faults for whoever mends them, each one once.

    Args:
        faults: The faults of a page.
    """
    return "\n".join(dict.fromkeys(faults))
