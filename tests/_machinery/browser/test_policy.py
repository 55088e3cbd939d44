"""A script that is not the theme's does not run."""

import pytest
from playwright.sync_api import Browser, Page

from tests._machinery.browser.test_pages import spoil

FOREIGN = "http://localhost:1/foreign.js"
SCRIPTS = [
    "<script>document.body.title = 'ran'</script>",
    f'<script src="{FOREIGN}"></script>',
    '<img src="data:," alt="" onerror="document.body.title = \'ran\'">',
]


def title_after(page: Page, address: str, script: str) -> str:
    """What a script in the HTML of a page leaves on it, in an empty tab."""
    page.route(
        FOREIGN, lambda it: it.fulfill(body="document.body.title = 'ran'")
    )
    spoil(page, f"{address}contributing/", script)
    page.goto(f"{address}contributing/", wait_until="networkidle")
    return str(page.locator("body").get_attribute("title") or "")


@pytest.mark.parametrize("script", SCRIPTS)
def test_an_added_script_does_not_run(
    page: Page, address: str, script: str
) -> None:
    assert title_after(page, address, script) == ""


@pytest.mark.parametrize("script", SCRIPTS)
def test_without_the_policy_it_runs(
    browser: Browser, address: str, script: str
) -> None:
    context = browser.new_context(bypass_csp=True)
    assert title_after(context.new_page(), address, script) == "ran"
    context.close()
