"""A page comes with little, and the next one with less."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests._machinery.browser.server import serve_site

FIRST_VISIT = 250_000  # bytes, compressed
NEXT_PAGE = 40_000
INDEX = "/search/search_index.json"
MOST_INDEX = 500_000
ENGINE = "/javascripts/search/minisearch.js"
GUIDES = ["resources/life_cycle/", "start/first_asset/", "metaxy/in_dagster/"]
NEXT = ["resources/define/", "errors/", "reference/assets/asset/"]


@pytest.fixture
def sent() -> dict[str, int]:
    """How many bytes of each path the reader has got."""
    return {}


@pytest.fixture
def counted(folder: Path, sent: dict[str, int]) -> Iterator[str]:
    """The address of a server that counts them."""
    with serve_site(folder, sent) as address:
        yield address


@pytest.mark.parametrize("guide", GUIDES)
def test_a_first_visit_is_light_and_the_next_page_lighter(
    page: Page, counted: str, sent: dict[str, int], guide: str
) -> None:
    page.goto(counted + guide, wait_until="networkidle")
    assert 30_000 < sum(sent.values()) < FIRST_VISIT, sent
    for place in NEXT:
        sent.clear()
        page.goto(counted + place, wait_until="networkidle")
        assert 0 < sum(sent.values()) < NEXT_PAGE, sent


def test_the_search_comes_when_it_is_asked_for(
    page: Page, counted: str, sent: dict[str, int]
) -> None:
    page.goto(counted, wait_until="networkidle")
    assert not {INDEX, ENGINE} & sent.keys()
    with page.expect_response(f"**{INDEX}"):
        page.keyboard.press("/")
    page.keyboard.type("resource")
    page.locator(".md-search-result__item").first.wait_for()
    assert ENGINE in sent
    assert 100_000 < sent[INDEX] < MOST_INDEX


def test_the_field_of_the_home_page_asks_for_the_search(
    page: Page, counted: str, sent: dict[str, int]
) -> None:
    page.goto(counted, wait_until="networkidle")
    assert INDEX not in sent
    with page.expect_response(f"**{INDEX}"):
        page.locator("form.ask [name=q]").focus()


def test_words_are_highlighted_on_the_page_that_a_search_leads_to(
    page: Page, counted: str
) -> None:
    page.goto(f"{counted}resources/define/?h=database")
    page.locator("article mark").first.wait_for()
