"""What a page must not do in a browser, in each palette and width."""

from collections.abc import Iterable
from typing import NamedTuple

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


class State(NamedTuple):
    """How a reader looks at a page: the palette, and the width in pixels."""

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
# The theme moves its search box and its menu to the places of the new width.
_SETTLE = """Promise.allSettled(
  document.getAnimations().map(animation => animation.finished)
)"""


class Faults(list[str]):
    """What a page that is opened in an empty tab does wrong from now on."""

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


def examine(
    page: Page, url: str, address: str, states: Iterable[State]
) -> Faults:
    """Open a page of the site in an empty tab, and look at it in each state."""
    faults = Faults(page, address)
    page.goto(url)
    show(page, ZOOMED)
    faults += [f"zoomed: {it}" for it in find_overflow(page)]
    for state in states:
        show(page, state)
        found = [
            *find_overflow(page),
            *find_missing_images(page),
            *find_violations(page),
        ]
        faults += [f"{state.palette}, {state.width} px: {it}" for it in found]
    return faults


def show(page: Page, state: State) -> None:
    """Bring an open page into a state."""
    page.set_viewport_size({"width": state.width, "height": 900})
    palette = f"[data-md-color-scheme={_SCHEMES[state.palette]}]"
    page.locator(f"input{palette}").evaluate("input => input.click()")
    page.locator(f"body{palette}").wait_for()
    page.evaluate(_SETTLE)


def find_overflow(page: Page) -> list[str]:
    """Find out whether a page scrolls sideways."""
    width, window = page.evaluate(
        "[document.documentElement.scrollWidth, innerWidth]"
    )
    return [f"the page is {width} px wide"] if width > window else []


def find_missing_images(page: Page) -> list[str]:
    """Find the images that have not come."""
    sources = page.evaluate(
        """Promise.all([...document.images].map(async image => {
          image.loading = "eager";
          await image.decode().catch(() => null);
          return image.naturalWidth ? "" : image.src;
        }))"""
    )
    return [f"no image: {source}" for source in sources if source]


def find_violations(page: Page) -> list[str]:
    """Find what axe objects to."""
    # What holds is not reported, which takes as long again.
    options = {"resultTypes": ["violations"]}
    response = Axe().run(page, options=options).response
    return [
        f"{violation['id']}: {node['target'][0]}: "
        + " ".join(node["failureSummary"].split())
        for violation in response["violations"]
        for node in violation["nodes"]
    ]


def one_line_each(faults: Iterable[str]) -> str:
    """Write the faults of a page for whoever fixes them, each one once."""
    return "\n".join(dict.fromkeys(faults))
