"""Writes what a program printed below its prints, and shows differences.

pytest-examples' own mark, `#> 42`, does not survive a formatter in a `.py`
file; `# → 42` does.
"""

import ast
import difflib
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from docs._ext.core.includes import MARK

UPDATE = "if that is right, run `uv run pytest --update-examples`"

_OUTPUT_LINE = re.compile(rf"^\s*{MARK}( |$)")


class Difference(Exception):  # noqa: N818
    """A file does not hold what a run gave; the message shows both.

    Args:
        path: The file.
        written: Its text.
        given: The text that it should have.
    """

    def __init__(self, path: Path, written: str, given: str) -> None:
        old, new = written.splitlines(), given.splitlines()
        pairs = zip([*old, None], [*new, None], strict=False)
        line = next(n for n, (a, b) in enumerate(pairs, 1) if a != b)
        diff = [
            *difflib.unified_diff(
                old, new, "written", "given", n=1, lineterm=""
            )
        ]
        super().__init__(
            f"{path}:{line}: the output written here is not what a run gives; "
            f"{UPDATE}\n" + "\n".join(diff)
        )
        added = [line[1:].strip() for line in diff[3:] if line[:1] == "+"]
        self.first_new_line = added[0] if added else "prints less"


def compare_file(path: Path, given: str, *, update: bool) -> None:
    """Compare a file with what a run gave, or write it.

    Raises:
        Difference: The file holds something else.
    """
    written = path.read_text() if path.exists() else ""
    if written == given:
        return
    if not update:
        raise Difference(path, written, given)
    path.write_text(given)


def is_output(line: str) -> bool:
    """Tell whether a line of a program is output."""
    return bool(_OUTPUT_LINE.match(line))


def set_outputs(source: str, printed: Iterable[tuple[int, str]]) -> str:
    """Replace all output lines in a program by new ones.

    Args:
        source: The program.
        printed: For each print that ran, in order, the line on which its call
            starts and the text that it printed.
    """
    printed = list(printed)
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
        if not is_output(line):
            lines.append(line)
        lines.extend(below[number])
    return "\n".join(lines) + "\n"
