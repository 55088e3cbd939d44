"""A reader comes from the home page, on a telephone and in a terminal."""

from collections import Counter

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize

from docs._ext.core.site import address_of
from docs._ext.errors import find_mistakes
from tests._machinery.browser.test_pages import SITE

LEAST_COLUMNS = 48
PHONE: ViewportSize = {"width": 390, "height": 800}
WITH_CODE = ["start/imports/", "resources/configure/", "partitions/backfills/"]
COLUMNS = """[...document.querySelectorAll("article pre > code")].map(code => {
  const line = document.createElement("span");
  line.textContent = "x".repeat(100);
  code.append(line);
  const letter = line.getBoundingClientRect().width / 100;
  line.remove();
  const left = parseFloat(getComputedStyle(code).paddingLeft);
  return (code.clientWidth - left) / letter;
})"""
# Several pages explain a message that others share.
MESSAGES = Counter(mistake.message for mistake in find_mistakes(SITE))
MISTAKE = next(
    mistake for mistake in find_mistakes(SITE) if MESSAGES[mistake.message] == 1
)
CONSOLE = "snippets/partitions/backfills/on_the_command_line.console"


@pytest.mark.parametrize("place", WITH_CODE)
def test_a_telephone_shows_48_columns_of_code(
    page: Page, address: str, place: str
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(address + place)
    columns = page.evaluate(COLUMNS)
    assert len(columns) > 5
    assert min(columns) >= LEAST_COLUMNS


@pytest.mark.parametrize("place", WITH_CODE)
def test_a_program_of_80_columns_fits_a_wide_screen(
    page: Page, address: str, place: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address + place)
    assert min(page.evaluate(COLUMNS)) >= 80


def test_the_copy_of_a_terminal_is_its_commands(
    context: BrowserContext, page: Page, address: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}partitions/backfills/")
    page.locator(".terminal .md-code__button[data-md-type=copy]").click()
    lines = SITE.snippets[CONSOLE].splitlines()
    commands = [line[2:] for line in lines if line.startswith("$ ")]
    copied = page.evaluate("navigator.clipboard.readText()")
    assert [line for line in copied.splitlines() if line] == commands


@pytest.mark.parametrize("is_pasted", [True, False])
def test_the_home_page_finds_an_error(
    context: BrowserContext, page: Page, address: str, is_pasted: bool
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    mistake = MISTAKE
    page.goto(address)
    field = page.get_by_label("Paste it here")
    field.focus()
    if is_pasted:
        page.evaluate("t => navigator.clipboard.writeText(t)", mistake.text)
        page.keyboard.press("Control+V")
    else:
        field.fill(mistake.message)
        field.press("Enter")
    result = page.locator(".md-search-result__item > a").first
    place = address_of(f"docs/{mistake.page}")
    assert place in str(result.get_attribute("href"))
