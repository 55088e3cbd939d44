"""Every claim of docs/learn/order.md, proved."""

import re

import pytest

from docs._ext.core.includes import without_fences
from docs._ext.core.site import Page, Site, find_entries

SITE = Site()
STEP = re.compile(
    r"^\| (?P<number>\d+) \| \[(?P<label>.+)\]\(\.\./(?P<page>.+)\) "
    r"\| (?P<minutes>\d+) \| .+\. \|$",
    re.MULTILINE,
)
STEPS = list(STEP.finditer(SITE.pages["docs/learn/order.md"]))
# A page may become a little longer before the table says so.
LEEWAY = 2


def estimate_minutes(page: Page) -> float:
    """A minute for 200 words, and half a minute for each program."""
    words = re.findall(r"\w+", without_fences(page.text))
    programs = re.findall(r'^--8<-- ".*\.py', page.text, re.MULTILINE)
    return len(words) / 200 + len(programs) / 2


def test_there_are_eight_to_ten_steps() -> None:
    numbers = [int(step["number"]) for step in STEPS]
    assert numbers == list(range(1, len(STEPS) + 1))
    assert 8 <= len(STEPS) <= 10


def test_the_steps_are_in_the_order_of_the_navigation() -> None:
    places = [SITE.navigation.index(f"docs/{step['page']}") for step in STEPS]
    assert places == sorted(places)


def test_a_step_is_called_what_the_navigation_or_the_page_calls_it() -> None:
    labels = {entry.path: entry.label for entry in find_entries(SITE.nav)}
    for step in STEPS:
        page = SITE.read_page(f"docs/{step['page']}")
        assert isinstance(page, Page)
        called = {labels[step["page"]], page.title}
        assert step["label"] in called, step["page"]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: str(step["page"]))
def test_the_minutes_of_a_step_are_those_of_its_page(
    step: re.Match[str],
) -> None:
    page = SITE.read_page(f"docs/{step['page']}")
    assert isinstance(page, Page)
    assert abs(int(step["minutes"]) - estimate_minutes(page)) <= LEEWAY


def test_all_steps_take_an_hour_and_a_half() -> None:
    assert 80 <= sum(int(step["minutes"]) for step in STEPS) <= 100
