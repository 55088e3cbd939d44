"""Fences, includes and sections are read as the builders read them."""

from pathlib import Path

import pytest
from pymdownx.snippets import SnippetMissingError

from docs._ext.core.includes import (
    Include,
    expand,
    find_fences,
    find_pictures,
    find_sections,
    parse_include,
    shown_lines,
    without_fences,
    without_section_marks,
)

PROGRAM = """\
import dagster as dg

# --8<-- [start:asset]
class Shop:
    # --8<-- [start:orders]
    @dg.asset
    def orders() -> int: ...
    # --8<-- [end:orders]
# --8<-- [end:asset]
"""


@pytest.mark.parametrize(
    "page",
    [
        "```py\nx\n```",
        "~~~~ py\nx\n~~~~~",
        "> ````{ .py }\n> x\n> ````",
        "- item\n\n    ```py\n    x\n    ```",
    ],
)
def test_a_fence_is_found_in_every_form(page: str) -> None:
    (fence,) = find_fences(page)
    assert fence.language == "py"
    assert [line.strip("> ") for line in fence.body] == ["x"]
    assert "x" not in without_fences(page)


def test_a_fence_that_holds_another_is_one() -> None:
    (fence,) = find_fences("````md\n```py\nx\n```\n````")
    assert fence.body == ("```py", "x", "```")


def test_an_include_names_a_file_and_perhaps_a_section() -> None:
    assert parse_include('    --8<-- "a.py:orders"') == Include(
        "a.py", "orders"
    )
    assert parse_include('--8<-- "a.py"') == Include("a.py")
    assert parse_include('text --8<-- "a.py"') is None


def test_what_is_included_outside_of_fences_is_a_picture() -> None:
    page = '```py\n--8<-- "a.py"\n```\n\n--8<-- "a.svg"'
    assert list(find_pictures(page)) == [(Include("a.svg"), 5)]


def test_a_section_is_what_the_builders_show(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text(PROGRAM)
    assert find_sections(PROGRAM) == {"asset": 3, "orders": 5}
    assert shown_lines(PROGRAM, "orders") == [6, 7]
    shown = expand(Include("shop.py", "orders"), tmp_path)
    assert shown == "@dg.asset\ndef orders() -> int: ..."
    whole = expand(Include("shop.py"), tmp_path)
    assert whole == without_section_marks(PROGRAM).strip("\n")


def test_a_file_that_is_missing_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(SnippetMissingError, match=r"gone\.py"):
        expand(Include("gone.py"), tmp_path)
