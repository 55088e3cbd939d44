"""A reader gets on with a keyboard, on paper, and with what is copied."""

from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from docs._ext.core.includes import MARK, find_fences
from docs._ext.core.site import address_of
from docs._ext.releases.data import current
from tests._machinery.browser.test_pages import GUIDES, SITE
from tests._machinery.shown import file_text
from tests._machinery.tools import run_python

FOCUS = "document.activeElement"
_UNFOLD = """() => {
  for (const it of document.querySelectorAll("article details")) it.open = true;
}"""
_OPEN_TAB = """button => {
  const block = button.closest(".tabbed-block");
  if (!block) return;
  const place = [...block.parentElement.children].indexOf(block);
  block.closest(".tabbed-set").querySelectorAll("input")[place].click();
}"""
PROGRAMS = ["start/first_asset/", "resources/life_cycle/", "partitions/cost/"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Choose the guides of which each block is copied."""
    if "guide" in metafunc.fixturenames:
        step = 1 if metafunc.config.getoption("whole") else 8
        metafunc.parametrize("guide", GUIDES[::step])


def without_outputs(code: str) -> str:
    """Leave out the lines that say what a program prints."""
    lines = code.splitlines()
    kept = [line for line in lines if not line.lstrip().startswith(MARK)]
    return "\n".join(kept).rstrip()


def test_a_copy_is_the_code_without_what_it_prints(
    context: BrowserContext, page: Page, address: str, guide: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address + address_of(guide))
    expected = [
        without_outputs(file_text(fence.include))
        if fence.include and fence.include.path.endswith(".py")
        else None
        for fence in find_fences(SITE.pages[guide])
    ]
    page.evaluate(_UNFOLD)
    buttons = page.locator("article .md-code__button[data-md-type=copy]")
    assert buttons.count() == len(expected)
    for button, code in zip(buttons.all(), expected, strict=True):
        if code is not None:
            page.evaluate("navigator.clipboard.writeText('')")
            button.evaluate(_OPEN_TAB)
            button.click()
            assert page.evaluate("navigator.clipboard.readText()") == code


@pytest.mark.parametrize("place", PROGRAMS)
def test_a_downloaded_program_runs_as_it_is(
    page: Page, address: str, tmp_path: Path, place: str
) -> None:
    page.goto(address + place)
    with page.expect_download() as started:
        page.locator("article a.download").first.click()
    program = tmp_path / started.value.suggested_filename
    started.value.save_as(program)
    run = run_python(program, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    outputs = [
        line.lstrip().removeprefix(MARK).strip()
        for line in program.read_text().splitlines()
        if line.lstrip().startswith(MARK)
    ]
    printed = [line.strip() for line in run.stdout.splitlines()]
    assert Counter(printed) == Counter(outputs) != Counter()


def test_the_first_key_leads_past_the_navigation(
    page: Page, address: str
) -> None:
    page.goto(f"{address}resources/define/")
    page.keyboard.press("Tab")
    skip = page.locator("a.md-skip")
    assert skip.evaluate(f"skip => skip == {FOCUS}")
    assert skip.evaluate("skip => getComputedStyle(skip).opacity") == "1"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUS}.closest('article') != null")


@pytest.mark.parametrize("key", ["/", "s"])
def test_the_search_needs_no_pointer(
    page: Page, address: str, key: str
) -> None:
    page.goto(f"{address}contributing/")
    page.keyboard.press(key)
    page.keyboard.type("connection")
    first = page.locator(".md-search-result__item > a").first
    first.wait_for()
    target = str(first.get_attribute("href"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "contributing" not in url)
    assert page.url.partition("?")[0] in page.evaluate(
        "target => new URL(target, location).href", target
    )


def test_each_copy_button_comes_before_the_links_in_its_code(
    page: Page, address: str
) -> None:
    page.goto(f"{address}resources/define/")
    page.evaluate(_UNFOLD)
    buttons = page.locator("article .md-code__button").count()
    links = page.locator("article pre a.ref").count()
    assert buttons > 3
    assert links > 10
    seen: Counter[str] = Counter()
    for _ in range(400):
        page.keyboard.press("Tab")
        seen.update(page.evaluate(f"{FOCUS}.className").split())
        if page.evaluate(f"{FOCUS} == document.body"):
            break
    assert seen["md-code__button"] == buttons
    assert seen["md-nav__link"] > 10
    assert seen["ref"] == 0


def test_nothing_moves_for_a_reader_who_wants_no_motion(
    page: Page, address: str
) -> None:
    page.goto(f"{address}resources/define/")
    count = """[...document.querySelectorAll("*")].filter(element => {
      const style = getComputedStyle(element);
      const takes = (style.transitionDuration + "," + style.animationDuration)
        .split(",").some(duration => parseFloat(duration) > 0.001);
      return takes || style.scrollBehavior == "smooth";
    }).length"""
    assert page.evaluate(count) == 0
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(count) > 0


def test_a_printed_page_is_its_text_and_all_of_its_code(
    page: Page, address: str
) -> None:
    page.goto(f"{address}resources/define/")
    page.set_viewport_size({"width": 720, "height": 1000})  # A4
    cut = """[...document.querySelectorAll("article pre > code")]
      .filter(code => code.scrollWidth > code.clientWidth).length"""
    page.emulate_media(media="print")
    # As the browser says before it prints: the theme then unfolds the page.
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for hidden in [".md-header", ".md-sidebar", ".md-code__nav", ".download"]:
        for element in page.locator(hidden).all():
            assert not element.is_visible(), hidden
    for code in page.locator("article pre > code").all():
        assert code.is_visible()
    assert page.evaluate(cut) == 0
    assert page.pdf().startswith(b"%PDF")


def test_a_missing_page_leads_to_the_search(page: Page, address: str) -> None:
    page.goto(f"{address}resource/life_cycles/")
    field = page.locator("form.not-found input")
    assert field.input_value() == "life cycles"
    field.press("Enter")
    found = page.locator(".md-search-result__item > a").first
    assert "resources/life_cycle/" in str(found.get_attribute("href"))


def test_the_table_of_releases_can_be_filtered(
    page: Page, address: str
) -> None:
    page.goto(f"{address}releases/compatibility/")
    page.evaluate(_UNFOLD)
    rows = page.locator(".matrix tbody tr:visible")
    every = rows.count()
    assert every > 100
    all_series = current(SITE).series
    columns = [f"td:nth-of-type({n})" for n, _ in enumerate(all_series, 1)]
    before = [rows.locator(column).all_inner_texts() for column in columns]
    for column, series, cells in zip(columns, all_series, before, strict=True):
        page.get_by_label(series, exact=True).check()
        not_running = [cell for cell in cells if cell != "✓"]
        assert rows.locator(column).all_inner_texts() == not_running
    page.get_by_label("any or none").check()
    assert rows.count() == every
    page.locator(".topic summary").first.click()
    assert 0 < rows.count() < every
