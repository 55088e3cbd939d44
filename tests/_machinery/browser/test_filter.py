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
    [
        ("not in enum", ["not in enum type Region"]),
        (PASTED, ["not in enum type Region"]),
        ("No such colour: mauve", []),
    ],
)
def test_the_field_leaves_the_entries_that_have_the_words(
    page: Page, address: str, typed: str, left: list[str]
) -> None:
    page.goto(f"{address}errors/")
    entries = page.locator("article h2 ~ ul > li:visible")
    every = entries.count()
    page.get_by_label("Type or paste your error").fill(typed)
    assert entries.count() == len(left) < every
    for text, entry in zip(left, entries.all(), strict=True):
        assert text in entry.inner_text()
    assert page.locator("article h2:visible").count() == len(left)
    said = page.locator(".filter-errors output").inner_text()
    assert said.startswith(f"{len(left)} of" if left else "Not on this site")
