"""The search leads to the page: by a name, a newcomer's word or an error."""

import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from docs._ext.core.site import Site, address_of
from docs._ext.errors import find_mistakes
from docs._ext.reference.names import find_entries
from docs._ext.reference.shown_on import find_usage
from tests._machinery.browser.searching import Search

SITE = Site()
SAMPLE = 11  # of the names, unless all are asked for
BELOW = 5  # the results that a reader looks at after the first
# Words of many pages: the guides that come first show other names with them.
COMMON = {"Config", "job", "op"}
WORDS = tomllib.loads(Path(__file__).with_name("searches.toml").read_text())
# Another page says the same but for a word or two, and comes before.
SECOND = {
    "Could not find a partition with key `North`.",
    "Tried to access partition_key",
}


@pytest.fixture(scope="module")
def search(browser: Browser, address: str) -> Search:
    """The search of the site, opened."""
    context = browser.new_context(
        permissions=["clipboard-read", "clipboard-write"]
    )
    return Search(context.new_page(), address)


def test_a_word_finds_its_page(search: Search) -> None:
    for word, pages in WORDS.items():
        found = list(dict.fromkeys(search.ask(word)))[:3]
        wanted = [pages] if isinstance(pages, str) else pages
        assert set(wanted) <= set(found), word


def test_a_name_finds_its_entry_and_then_a_guide(
    search: Search, request: pytest.FixtureRequest
) -> None:
    entries = {entry.name: entry for entry in find_entries(SITE).values()}
    step = 1 if request.config.getoption("whole") else SAMPLE
    for name in sorted(entries)[::step]:
        entry = entries[name]
        first, *others = dict.fromkeys(search.ask(name))
        assert first == address_of(entry.page), name
        pages = find_usage(SITE).get(entry.identifier, [])
        guides = {address_of(shown.page) for shown in pages}
        if guides and name not in COMMON:
            assert guides & set(others[:BELOW]), name


def test_a_guide_is_found_at_the_place_that_shows_the_name(
    search: Search,
) -> None:
    search.ask("AssetOut")
    search.page.get_by_text("values_for_other_assets.py").click()
    search.page.wait_for_url("**/assets/multi_assets/**")
    block = search.page.locator(":target")
    assert "AssetOut" in block.inner_text()


def test_a_pasted_error_finds_the_page_that_explains_it(
    search: Search,
) -> None:
    pages: defaultdict[str, set[str]] = defaultdict(set)
    for mistake in find_mistakes(SITE):
        text = SITE.snippets[mistake.path].strip()
        line = "\n".join(text.splitlines()[: 2 if ":\n" in text[:99] else 1])
        pages[line].add(f"{mistake.page.removesuffix('.md')}/")
    assert len(pages) > 100
    missed = {}
    for line, explaining in pages.items():
        most = 2 if any(part in line for part in SECOND) else 1
        found = list(dict.fromkeys(search.paste(line)))[:most]
        if not explaining & set(found):
            missed[line] = found
    assert not missed
