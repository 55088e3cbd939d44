"""Runs a snippet as a program and compares what it gives with its text."""

import re
import time
import traceback
from pathlib import Path

import pytest
from pytest_examples import CodeExample, EvalExample

from docs._ext.releases.data import NO_ERROR
from tests._harness.run.alone import alone, spare_imports
from tests._harness.run.dagster_speed import speed_up_databases
from tests._harness.run.outputs import (
    UPDATE,
    adapt_pytest_examples,
    first_new_line,
    show_difference,
)

MOST_SECONDS = 10

adapt_pytest_examples()


class Fault(pytest.fail.Exception):  # type: ignore[misc, name-defined]
    """A program does not do what is written.

    Args:
        message: What an author has to mend, behind the file and the line.
        says: Whether the program still did what it shows, but in other words:
            it printed something else, or raised the same kind of error.
        line: The first line of the error, or of the words.
    """

    def __init__(self, message: str, *, says: bool, line: str) -> None:
        super().__init__(message, pytrace=False)
        self.says = says
        self.line = line


def warm_up() -> None:
    """Let Dagster import what it imports late, at no program's expense."""
    # Some releases warn at import; as a plugin, this would be their end.
    import dagster as dg

    @dg.asset
    def orders() -> int:
        return 40

    speed_up_databases()
    dg.materialize([orders])
    spare_imports()


def run_program(path: Path, eval_example: EvalExample) -> None:
    """Run a snippet and compare its prints, or its error, with the text.

    A mistake that raises has its error beside it: `mistake_x.py` must raise
    what `mistake_x.txt` says. With `--update-examples` the texts are rewritten.

    Args:
        path: The program.
        eval_example: The fixture of pytest-examples.

    Raises:
        Fault: The program raises, prints something else, takes too long, or
            leaves something behind. The message starts with its file and line.
    """
    __tracebackhide__ = True
    fault = raised = words = ""
    start = time.monotonic()
    with alone(path, eval_example.tmp_path) as left:
        try:
            _run(path, eval_example)
        except pytest.fail.Exception as failure:
            fault = locate(path, failure)
            words = first_new_line(fault)
        except Exception as error:
            # Only texts are kept: an error would keep the program's objects.
            raised = describe_error(error)
            fault = locate(path, error)
    seconds = time.monotonic() - start
    line = raised.partition("\n")[0]

    if raised and path.name.startswith("mistake_"):
        words = line if _same_kind(path, raised) else ""
        fault = _compare_error(path, raised, fault, eval_example)
    elif not raised and _error_file(path).exists():
        words, line = "", NO_ERROR
        fault = (
            f"{path}:1: {NO_ERROR}, but {_error_file(path).name} holds its "
            "error; delete that file or mend the program"
        )
    if not fault and left:
        line = "; ".join(left)
        remedy = "write to a `tempfile.TemporaryDirectory()`"
        if line.endswith("running"):
            remedy = "end what the program starts"
        fault = f"{path}:1: {line}; {remedy}"
    if not fault and seconds > MOST_SECONDS:
        line = f"takes {seconds:.0f} s"
        fault = (
            f"{path}:1: {line}, {MOST_SECONDS} at most; "
            "do less, or do it in fewer processes"
        )
    if fault:
        raise Fault(fault, says=bool(words), line=words or line)


def _same_kind(path: Path, raised: str) -> bool:
    """Whether the error is of the class that is written beside the program."""
    written = _error_file(path)
    return written.exists() and _kind(written.read_text()) == _kind(raised)


def _kind(error: str) -> str:
    return error.partition("\n")[0].partition(":")[0].rpartition(".")[-1]


def _run(path: Path, eval_example: EvalExample) -> None:
    example = CodeExample.create(path.read_text(), path=path)
    if eval_example.update_examples:
        eval_example.run_print_update(example, rewrite_assertions=False)
    else:
        eval_example.run_print_check(example, rewrite_assertions=False)


def _error_file(path: Path) -> Path:
    return path.with_suffix(".txt")


def _compare_error(
    path: Path, raised: str, fault: str, eval_example: EvalExample
) -> str:
    file = _error_file(path)
    if eval_example.update_examples:
        file.write_text(raised)
    elif not file.exists():
        return f"{fault}\nIts error is not written beside it; {UPDATE}"
    elif file.read_text() != raised:
        return show_difference(file, file.read_text(), raised)
    return ""


def describe_error(error: BaseException) -> str:
    """Give the text that Python prints last for an error.

    Where Dagster wraps an error of the user's own code, that one comes first.

    Args:
        error: The error.
    """
    text = "".join(traceback.format_exception_only(error)).rstrip()
    text = text.expandtabs(4)  # as Markdown shows them
    text = re.sub(r"\b0x[0-9a-f]{8,}", "0x0123456789ab", text)
    text = re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE) + "\n"
    cause = getattr(error, "user_exception", None)
    if cause is None:
        return text
    return (
        f"{describe_error(cause)}\n"
        "The above exception was the direct cause of the following exception:"
        f"\n\n{text}"
    )


def locate(path: Path, error: BaseException) -> str:
    """Give an error's text, behind the last line of the snippet that ran.

    Args:
        path: The snippet.
        error: The error.
    """
    if isinstance(error, SyntaxError) and error.filename == str(path):
        return f"{path}:{error.lineno}: SyntaxError: {error.msg}"
    text = str(error)
    if text.startswith(str(path)):
        return text
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f.lineno for f in frames if f.filename == str(path)]
    kind = type(error).__name__
    return f"{path}:{lines[-1] if lines else 1}: {kind}: {text}"
