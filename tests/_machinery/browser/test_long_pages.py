"""A long page begins with where to find what; mistakes are folded, and open."""

from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page

from docs._ext.core.site import address_of
from docs._ext.install import find_packages
from tests._machinery.browser.test_pages import GUIDES, SITE

MOST_PX = 9_000
# Whether all rows of a table before the first section lead to sections.
_BEGINS_WITH_A_TABLE = """() => {
  const article = document.querySelector("article");
  const [first] = article.querySelectorAll("h2");
  const isBefore = (row) =>
    first?.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_PRECEDING;
  const rows = [...article.querySelectorAll("table tr")].filter(isBefore);
  return rows.filter((row) => row.querySelector("a[href^='#']")).length > 2;
}"""


_COUNT_WHEN_PRINTED = """addEventListener("beforeprint", () => {
  window.opened = document.querySelectorAll("details.fold[open]").length;
  window.closed_ =
    document.querySelectorAll("details.fold:not([open])").length;
})"""


def test_a_long_page_begins_with_a_table_or_a_field(
    page: Page, address: str
) -> None:
    without = []
    for guide in GUIDES:
        page.goto(address + address_of(guide))
        height = page.evaluate("document.documentElement.scrollHeight")
        field = ".filter-errors input, form.kinds input"
        has_field = page.locator(field).count()
        starts = has_field or page.evaluate(_BEGINS_WITH_A_TABLE)
        if height > MOST_PX and not starts:
            without.append(f"{guide}: {height} px; begin it with a table")
    assert not without, "\n".join(without)


@pytest.mark.parametrize("name", ["mistake_public_state.py", ""])
def test_a_mistake_opens_by_its_anchor_and_for_no_other(
    page: Page, address: str, name: str
) -> None:
    page.goto(f"{address}resources/life_cycle/#{quote(name)}")
    opened = page.locator("details.fold[open]")
    assert opened.count() == bool(name)
    assert page.locator("details.fold").count() > opened.count()
    for block in opened.all():
        assert block.locator(".raises").is_visible()


def test_all_mistakes_are_on_paper(page: Page, address: str) -> None:
    page.goto(f"{address}resources/life_cycle/")
    folds = page.locator("details.fold:not([open])").count()
    page.evaluate(_COUNT_WHEN_PRINTED)
    page.pdf()
    opened, closed = page.evaluate("[window.opened, window.closed_]")
    assert (opened, closed) == (folds, 0)


def test_a_part_copies_its_whole_file(
    context: BrowserContext, page: Page, address: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}partitions/backfills/")
    part = page.locator(".part").first
    part.get_by_role("button", name="Copy whole file").click()
    part.get_by_text("Copied", exact=True).wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    name = part.locator("a.download").get_attribute("download")
    assert copied.startswith('"""')
    assert copied.count("import dagster as dg") == 1
    assert f"snippets/partitions/backfills/{name}" in SITE.programs


def test_below_the_first_program_is_what_to_install(
    page: Page, address: str
) -> None:
    page.goto(f"{address}resources/databases/")
    line = page.locator(".install")
    assert line.count() == 1
    packages = " ".join(find_packages(SITE, "resources/databases"))
    assert line.inner_text() == f"Install: pip install {packages}"
    before = line.locator("xpath=preceding-sibling::*[1]")
    assert "highlight" in (before.get_attribute("class") or "")
