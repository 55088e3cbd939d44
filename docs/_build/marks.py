"""Writes what marks on pages stand for, such as `<!-- errors -->`.

A mark is a line of its own. What stands in its place comes from data, as
Markdown, for the site and for who reads the pages as text alike. Only the
table of releases is another one on the site, where it can be filtered.
"""

import re
from collections.abc import Callable
from pathlib import Path

from docs._build.compatibility import (
    describe_changes,
    describe_environments,
    describe_packages,
    write_table,
)
from docs._build.errors import write_errors
from docs._build.figures import describe_proof
from docs._build.proof import show_proof

COMPATIBILITY = "<!-- compatibility -->"
_MARK = re.compile(
    r"<!-- (?P<name>changes|compatibility|environments|errors|packages|proof"
    r"|verified)(?: (?P<part>[\w.]+))? -->"
)


def is_mark(line: str) -> bool:
    """Say whether something from data stands in place of a line.

    Args:
        line: Of a page.
    """
    return bool(_MARK.fullmatch(line))


def write_mark(line: str, root: Path) -> list[str]:
    """Write what a mark stands for.

    Args:
        line: The line of the mark.
        root: The folder that holds `docs/` and `snippets/`.

    Returns:
        Lines of Markdown.

    Raises:
        ValueError: The line is no mark.
    """
    mark = _MARK.fullmatch(line)
    if not mark:
        raise ValueError(f"no mark: {line}")
    part = mark["part"]
    writers: dict[str, Callable[[], str]] = {
        "changes": lambda: describe_changes(part),
        "compatibility": write_table,
        "environments": describe_environments,
        "errors": lambda: write_errors(root),
        "packages": describe_packages,
        "proof": lambda: show_proof(part),
        "verified": lambda: describe_proof(root),
    }
    return writers[mark["name"]]().splitlines()
