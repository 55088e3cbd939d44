"""The field of the page of errors leaves what has the words of an error."""

import pytest
from playwright.sync_api import Page

PASTED = """Traceback (most recent call last):
  File "shop.py", line 3, in <module>
dagster._core.errors.DagsterInvalidConfigError: Error in config for job shop
    Error 1: Value at path root:ops:revenue:config:region not in enum type \
Area got west
"""


@pytest.mark.parametrize(
    ("typed", "left"),
    [("not in enum", 1), (PASTED, 3), ("No such colour: mauve", 0)],
)
def test_the_field_leaves_the_entries_that_have_the_words(
    page: Page, address: str, typed: str, left: int
) -> None:
    page.goto(f"{address}errors/")
    entries = page.locator("article h2 ~ ul > li:visible")
    assert entries.count() > 100
    page.get_by_label("Type or paste your error").fill(typed)
    assert entries.count() == left
    found = entries.filter(has_text="not in enum type Region").count()
    assert found == min(left, 1)
    headings = page.locator("article h2:visible").count()
    assert headings == found
    said = page.locator(".filter-errors output").inner_text()
    assert said.startswith(f"{left} of" if left else "Not on this site")
