"""Writes what a snippet printed beside its prints, as `# → ` lines.

Adapts pytest-examples 0.0.18, whose own marks do not fit a repository of
Python files:

- Its output mark `#> 42` does not survive a formatter in a `.py` file, and
  long output becomes a string statement; `# → 42`, a line each, stays as is.
- It keeps an output line whose print no longer runs; here every old output
  line goes before the new ones are set.
- It looks for prints in a fixed list of statements and misses `match`, `else`
  and `finally`; here any call of `print` is found.
- It runs a copy of the file, so `__file__` and tracebacks point elsewhere;
  here the file itself runs.
- It sorts sets, and prints an empty one as `{}`; here a set is what `print`
  shows, so a snippet has to sort it for itself.
- It reads the source of every frame at each print, to use one line number.
- On Python 3.11 it raises StopIteration when it builds a traceback.
"""

import ast
import difflib
import re
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from pytest_examples import CodeExample, EvalExample, run_code
from pytest_examples.run_code import (
    InsertPrintStatements,
    MockPrintFunction,
    PrintStatement,
    parent_frame_id,
)

MARK = "# →"
_OUTPUT_LINE = re.compile(rf"^\s*{MARK}( |$)")

UPDATE = "if that is right, run `uv run pytest --update-examples`"


def is_output(line: str) -> bool:
    """Tell whether a line of a snippet is output.

    Args:
        line: A line of a snippet.
    """
    return bool(_OUTPUT_LINE.match(line))


def set_outputs(source: str, printed: list[tuple[int, str]]) -> str:
    """Replace all output lines in a program by new ones.

    Args:
        source: The program.
        printed: For each print that ran, in order, the line on which its call
            starts and the text that it printed.
    """
    calls = {
        node.lineno: node
        for node in ast.walk(ast.parse(source))
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


def show_difference(path: Path, before: str, after: str) -> str:
    """Say where a file differs from what its run gave, with the difference.

    Args:
        path: The file.
        before: Its text.
        after: The text that it should have.
    """
    old, new = before.splitlines(), after.splitlines()
    pairs = zip([*old, None], [*new, None], strict=False)
    line = next(n for n, (a, b) in enumerate(pairs, 1) if a != b)
    diff = difflib.unified_diff(
        old, new, "written", "printed", n=1, lineterm=""
    )
    return (
        f"{path}:{line}: the output written here is not what a run gives; "
        f"{UPDATE}\n" + "\n".join(diff)
    )


def first_new_line(difference: str) -> str:
    """Give the first line that a run printed and that is not written.

    Args:
        difference: What `show_difference` said.
    """
    new = [line[1:] for line in difference.split("\n") if line[:1] == "+"]
    return new[1].strip() if len(new) > 1 else "prints less"


def compare_file(path: Path, text: str, *, update: bool) -> None:
    """Compare a file with what a run gave, or write it.

    Args:
        path: The file.
        text: What it should hold.
        update: Write the file instead of comparing.

    Raises:
        pytest.fail.Exception: The file holds something else.
    """
    __tracebackhide__ = True
    written = path.read_text() if path.exists() else ""
    if update:
        path.write_text(text)
    elif written != text:
        pytest.fail(show_difference(path, written, text), pytrace=False)


def _record(
    self: MockPrintFunction, *args: object, sep: str = " ", **_: object
) -> None:
    frame = sys._getframe(parent_frame_id)
    if frame.f_code.co_filename == str(self.file):
        texts = [run_code.Arg(arg) for arg in args]
        self.statements.append(PrintStatement(frame.f_lineno, sep, texts))


def _insert(self: InsertPrintStatements, example: CodeExample) -> str:
    printed = [(s.line_no, str(s)) for s in self.print_statements()]
    return set_outputs(example.source, printed)


def _check(self: InsertPrintStatements, example: CodeExample) -> None:
    __tracebackhide__ = True
    updated = _insert(self, example)
    if updated != example.source:
        difference = show_difference(example.path, example.source, updated)
        pytest.fail(difference, pytrace=False)


def adapt_pytest_examples() -> None:
    """Make pytest-examples read and write output lines in this form."""
    InsertPrintStatements._insert_print_statements = _insert  # type: ignore[method-assign]
    InsertPrintStatements.check_print_statements = _check  # type: ignore[method-assign]
    MockPrintFunction.__call__ = _record  # type: ignore[method-assign]
    EvalExample._write_file = lambda self, example: example.path  # type: ignore[method-assign]
    run_code.Arg = str  # type: ignore[assignment,misc]
    run_code.create_example_traceback = lambda *args: None  # type: ignore[attr-defined]
