"""Each page holds in both palettes, on a wide and on a narrow screen."""

import pytest
from playwright.sync_api import Page, Route

from docs._ext.core.site import Site, address_of
from docs._ext.reference.names import FOLDER
from tests._machinery.browser.examination import (
    STATES,
    State,
    examine,
    find_violations,
    one_line_each,
    show,
)

SAMPLE = 8  # of the pages of the reference, unless all are asked for
SITE = Site()
SOURCES = [it for it in sorted(SITE.pages) if it.startswith("docs/")]
GUIDES = [it for it in SOURCES if not it.startswith(f"{FOLDER}/")]
ENTRIES = [it for it in SOURCES if it.startswith(f"{FOLDER}/")]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Choose the pages, and the states in which each is examined.

    Each page is in one of the states, and the next page in the next state,
    unless all are asked for. The page for a missing address is like no other.
    """
    if "place" not in metafunc.fixturenames:
        return
    whole = metafunc.config.getoption("whole")
    entries = ENTRIES if whole else ENTRIES[::SAMPLE]
    places = ["404.html", *map(address_of, GUIDES + entries)]
    cases = [
        (place, STATES if whole or not n else [STATES[n % len(STATES)]])
        for n, place in enumerate(places)
    ]
    ids = [place or "home" for place in places]
    metafunc.parametrize(("place", "states"), cases, ids=ids)


def test_a_page_holds_in_both_palettes_and_widths(
    page: Page, address: str, place: str, states: list[State]
) -> None:
    faults = examine(page, address + place, address, states)
    assert not faults, one_line_each(faults)


@pytest.mark.parametrize("state", STATES, ids=str)
def test_the_open_search_and_the_open_menu_hold(
    page: Page, address: str, state: State
) -> None:
    page.goto(f"{address}resources/define/")
    show(page, state)
    page.keyboard.press("/")
    page.keyboard.type("connection")
    page.locator(".md-search-result__item").first.wait_for()
    found = find_violations(page)
    page.keyboard.press("Escape")
    if state.width < 1000:
        page.locator("label.md-header__button[for=__drawer]").click()
        menu = page.locator(".md-nav--primary")
        menu.get_by_role("link", name="Life cycle").wait_for()
        found += find_violations(page)
    assert not found, one_line_each(found)


FAULTS = {
    '<canvas width="3000"></canvas>': "the page is 3",
    '<img src="/missing.png" alt="A picture">': "no image: ",
    '<img src="/missing.png" alt="A picture"> ': "404: ",
    '<img src="http://localhost:1/x.png" alt="x">': "asks another host: ",
    '<script>alert("mine")</script>': "inline script",
    '<script src="http://localhost:1/x.js"></script>': "http://localhost:1/x.js",
    '<img src="/favicon.ico">': "image-alt: ",
    '<font color="#ddd">pale</font>': "color-contrast: ",
}


@pytest.mark.parametrize(("fault", "said"), FAULTS.items())
def test_a_fault_is_found(
    page: Page, address: str, fault: str, said: str
) -> None:
    url = f"{address}contributing/"
    spoil(page, url, fault)
    faults = examine(page, url, address, [State("light", 1280)])
    assert any(said in it for it in faults), one_line_each(faults)


def spoil(page: Page, url: str, fault: str) -> None:
    """Let a tab receive a page with HTML at the end of its text."""

    def answer(route: Route) -> None:
        response = route.fetch()
        body = response.text().replace("</article>", f"{fault}</article>", 1)
        route.fulfill(response=response, body=body)

    page.route(url, answer)
