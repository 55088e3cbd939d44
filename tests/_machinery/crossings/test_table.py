"""The table of crossings names places that exist."""

import ast
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from markdown.extensions.toc import slugify

from docs._ext.core.site import current_site
from tests._machinery.crossings.conftest import KINDS

TABLE = Path(__file__).with_name("crossings.tsv")
ROWS = [
    line.split("\t")
    for line in TABLE.read_text().splitlines()
    if line and not line.startswith("#")
]
NONE = "none: "  # what stands before the reason why two topics never meet


@cache
def sections(page: str) -> dict[str, str]:
    """The sections of a page by their anchors; before the first it has none."""
    parts = ("\n" + current_site().pages[f"docs/{page}.md"]).split("\n##")
    titles = [part.partition("\n")[0].strip("# ") for part in parts]
    anchors = ["", *(slugify(it.replace("`", ""), "-") for it in titles[1:])]
    return dict(zip(anchors, parts, strict=True))


@cache
def names_of_tests(file: str) -> set[str]:
    """The names of the tests in a file."""
    tree = ast.parse((current_site().root / file).read_text())
    return {it.name for it in tree.body if isinstance(it, ast.FunctionDef)}


def find_fault(place: str) -> str | None:
    """Say what is wrong with a place, if anything is."""
    if place.startswith(NONE):
        return None if place.removeprefix(NONE) else "gives no reason"
    if "::" in place:
        file, _, test = place.partition("::")
        name, _, kind = test.rstrip("]").partition("[")
        is_there = name in names_of_tests(file) and (not kind or kind in KINDS)
        return None if is_there else "no such test"
    page, _, anchor = place.partition("#")
    section = sections(page).get(anchor)
    if section is None:
        return "no such section"
    return None if '--8<-- "snippets/' in section else "shows no program"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "+".join(row[:2]))
def test_a_pair_is_shown_where_the_table_says(row: list[str]) -> None:
    *_, place = row
    assert find_fault(place) is None, place


def test_every_pair_of_topics_has_one_row() -> None:
    topics = sorted(
        {topic for first, second, _ in ROWS for topic in (first, second)}
    )
    pairs = {(a, b) for a in topics for b in topics if a < b}
    listed = Counter(tuple(sorted(row[:2])) for row in ROWS)
    assert {pair for pair, times in listed.items() if times > 1} == set()
    assert set(listed) == pairs


@pytest.mark.parametrize(
    ("place", "fault"),
    [
        ("none: ", "gives no reason"),
        ("tests/test_index.py::test_of_nothing", "no such test"),
        ("partitions/static#of-nothing", "no such section"),
        ("partitions/static#when-to-choose-something-else", "shows no program"),
    ],
)
def test_a_wrong_place_is_noticed(place: str, fault: str) -> None:
    assert find_fault(place) == fault
