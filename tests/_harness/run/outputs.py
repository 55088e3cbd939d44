"""Writes what a program printed below its prints, and shows differences.

pytest-examples' own mark, `#> 42`, does not survive a formatter in a `.py`
file; `# → 42` does.
"""

import ast
import difflib
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from docs._ext.core.includes import MARK

UPDATE = "if that is right, run `uv run pytest --update-examples`"

_OUTPUT_LINE = re.compile(rf"^\s*{MARK}( |$)")


class Fault(Exception):  # noqa: N818
    """A file does not hold what a run gave, or a program does not run.

    It has the first line of the error, or of the other output; `differs` says
    that the program still did what it shows, in other words.
    """

    def __init__(
        self, message: str, summary: str, *, differs: bool = False
    ) -> None:
        super().__init__(message)
        self.summary = summary
        self.differs = differs


def compare_file(path: Path, given: str, *, update: bool = False) -> None:
    """Compare a file with what a run gave, or write it; else, a Fault."""
    written = path.read_text() if path.exists() else ""
    if written == given:
        return
    if update:
        path.write_text(given)
        return
    old, new = written.splitlines(), given.splitlines()
    pairs = zip([*old, None], [*new, None], strict=False)
    line = next(n for n, (a, b) in enumerate(pairs, 1) if a != b)
    compared = difflib.unified_diff(old, new, "written", "given", n=1)
    diff = [line.rstrip("\n") for line in compared]
    added = [line[1:].strip() for line in diff[3:] if line.startswith("+")]
    raise Fault(
        f"{path}:{line}: the output written here is not what a run gives; "
        f"{UPDATE}\n" + "\n".join(diff),
        summary=added[0] if added else "prints less",
        differs=True,
    )


def set_outputs(source: str, printed: Sequence[tuple[int, str]]) -> str:
    """Replace all output lines in a program by new ones.

    Each print that ran has, in order, the line of its call and its text.
    """
    tree = ast.parse(source if printed else "")  # It may not even parse.
    calls = {
        node.lineno: node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    }
    below: defaultdict[int, list[str]] = defaultdict(list)
    for line_number, text in printed:
        call = calls[line_number]
        for line in text.split("\n"):
            output = f"{' ' * call.col_offset}{MARK} {line}".rstrip()
            below[call.end_lineno or call.lineno].append(output)

    lines: list[str] = []
    for number, line in enumerate(source.splitlines(), 1):
        if not _OUTPUT_LINE.match(line):
            lines.append(line)
        lines.extend(below[number])
    return "\n".join(lines) + "\n"
