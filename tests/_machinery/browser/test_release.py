"""A reader chooses a release once, and each page says what differs on it."""

from playwright.sync_api import Page

from docs._ext.core.site import Site
from docs._ext.releases.data import RUNS, current

SITE = Site()
FIELD = "Your release"
CHOSEN = "1.9"
BADGES = ".runs-on.differs"


def find_differing(page: str) -> set[str]:
    """The programs of a page that do something else on the chosen release."""
    return {
        path.removeprefix(f"snippets/{page}/")
        for path, row in current(SITE).programs.items()
        if path.rpartition("/")[0] == f"snippets/{page}"
        and row.on[CHOSEN].kind != RUNS
        and path.endswith(".py")
    }


def marked(page: Page) -> set[str]:
    """The programs whose badge is emphasized."""
    links = page.locator(f".filename:has({BADGES}) .download")
    return {*links.evaluate_all("links => links.map(it => it.download)")}


def test_a_release_is_chosen_once_with_the_keyboard(
    page: Page, address: str
) -> None:
    one, other = "assets/multi_assets", "resources/configure"
    assert find_differing(one)
    assert find_differing(other)
    page.goto(f"{address}{one}/")
    said = page.locator(".holds-on").get_by_role("status")
    assert said.inner_text() == ""
    assert marked(page) == set()
    page.get_by_label(FIELD).focus()
    page.keyboard.type(CHOSEN)
    assert said.inner_text().startswith(f"On {CHOSEN}: ")
    assert marked(page) == find_differing(one)

    page.goto(f"{address}{other}/")
    assert page.get_by_label(FIELD).input_value() == CHOSEN
    assert said.inner_text().startswith(f"On {CHOSEN}: ")
    assert marked(page) == find_differing(other)

    page.get_by_label(FIELD).select_option("any")
    page.reload()
    assert said.inner_text() == ""
    assert marked(page) == set()


def test_a_release_that_the_site_no_longer_has_is_any(
    page: Page, address: str
) -> None:
    page.goto(f"{address}assets/config/")
    page.evaluate("localStorage.setItem('release', '0.9')")
    page.reload()
    assert page.get_by_label(FIELD).input_value() == ""
