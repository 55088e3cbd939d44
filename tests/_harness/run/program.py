"""Runs a program by pytest-examples, and compares what it gives with its text.

A program that raises has its error beside it: `mistake_x.py` must raise what
`mistake_x.txt` holds.
"""

import re
import time
import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from inspect import FrameInfo
from pathlib import Path
from types import ModuleType

from pytest_examples import CodeExample
from pytest_examples.config import ExamplesConfig
from pytest_examples.run_code import run_code

from docs._ext.core.site import ROOT, is_mistake
from tests._harness.run.isolation import isolated
from tests._harness.run.outputs import UPDATE, Fault, compare_file, set_outputs
from tests._harness.run.postgres import database_for

SNIPPETS = ROOT / "snippets"
NO_ERROR = "raises nothing"
SLOW = Path(__file__).with_name("slow.txt")
MOST_SECONDS = 10
MOST_SECONDS_IF_SLOW = 60


@dataclass(frozen=True)
class Result:
    """What a run gave."""

    lines: list[str]  # the lines that it printed, in order
    source: str  # the program with the outputs of this run
    error: Exception | None
    leftovers: list[str]  # what it left behind
    seconds: float  # how long it took on a core of its own


class _Loader(SourceFileLoader):
    """Keeps what a program raises, with its traceback."""

    _error: Exception | None = None

    def exec_module(self, module: ModuleType) -> None:
        try:
            super().exec_module(module)
        except Exception as error:
            self._error = error

    def take_error(self) -> Exception | None:
        """Give it away: whoever keeps the module would keep its frames, too."""
        error, self._error = self._error, None
        return error


def execute(program: Path, work: Path) -> Result:
    """Run a program in a folder."""
    source = program.read_text()
    loader = _Loader("__main__", str(program))
    calls: list[tuple[bool, list[str]]] = []

    def record(_: Path, frame: FrameInfo, args: Sequence[object]) -> bool:
        """Keep each text as `print` shows it; pytest-examples sorts sets."""
        is_own = frame.filename == str(program)
        if is_own or Path(frame.filename).is_relative_to(SNIPPETS):
            calls.append((is_own, [str(arg) for arg in args]))
        return is_own

    database = database_for(source)
    with database, isolated(program, work) as leftovers:
        start = _seconds()
        prints, _ = run_code(
            example=CodeExample.create(source, path=program),
            python_file=program,
            loader=loader,
            config=ExamplesConfig(),
            enable_print_mock=True,
            print_callback=None,
            include_print=record,
            module_globals=None,
            call=None,
        )
    lines: list[str] = []
    printed: list[tuple[int, str]] = []
    statements = iter(prints.print_statements())
    for is_own, texts in calls:
        statement = next(statements) if is_own else None
        text = (statement.sep if statement else " ").join(texts)
        lines += text.split("\n")
        if statement:
            printed.append((statement.line_no, text))
    return Result(
        lines=lines,
        source=set_outputs(source, printed),
        error=loader.take_error(),
        leftovers=leftovers,
        seconds=_seconds() - start,
    )


def read_slow() -> list[Path]:
    """The programs that may be slow: they wait for processes of their own."""
    return [SNIPPETS / line for line in SLOW.read_text().splitlines()]


def _seconds() -> float:
    """The time, less what this process has waited for a busy core."""
    waited = 0
    with suppress(FileNotFoundError):  # Only Linux counts it, in nanoseconds.
        waited = int(Path("/proc/self/schedstat").read_text().split()[1])
    return time.monotonic() - waited / 1e9


def check(program: Path, result: Result, *, update: bool = False) -> None:
    """Compare what a run gave with what is written, or write it.

    A Fault says with file and line that the program raises, prints something
    else, takes too long, or leaves something behind.
    """
    _check_error(program, result.error, update=update)
    compare_file(program, result.source, update=update)
    if result.leftovers:
        summary = "; ".join(result.leftovers)
        remedy = "write to a `tempfile.TemporaryDirectory()`"
        if summary.endswith("running"):
            remedy = "end what the program starts"
        raise Fault(f"{program}:1: {summary}; {remedy}", summary)
    most = MOST_SECONDS_IF_SLOW if program in read_slow() else MOST_SECONDS
    if result.seconds > most:
        summary = f"takes {result.seconds:.0f} s"
        raise Fault(
            f"{program}:1: {summary}, {most} at most; do less, or do it in "
            "fewer processes",
            summary,
        )


def _check_error(
    program: Path, error: Exception | None, *, update: bool
) -> None:
    file = program.with_suffix(".txt")
    if error is None:
        if file.exists():
            raise Fault(
                f"{program}:1: {NO_ERROR}, but {file.name} holds its error; "
                "delete that file or fix the program",
                NO_ERROR,
            )
        return
    text = describe_error(error)
    summary = text.partition("\n")[0]
    if not is_mistake(program.name):
        raise Fault(locate(program, error), summary)
    if not file.exists() and not update:
        message = f"Its error is not written next to it; {UPDATE}"
        raise Fault(f"{locate(program, error)}\n{message}", summary)
    try:
        compare_file(file, text, update=update)
    except Fault as fault:
        same_class = _class_of(file.read_text()) == _class_of(text)
        raise Fault(str(fault), summary, differs=same_class) from None


def _class_of(error: str) -> str:
    return error.partition("\n")[0].partition(":")[0].rpartition(".")[-1]


def describe_error(error: BaseException) -> str:
    """Give the text that Python prints last for an error.

    Where an error wraps one of the user's own code, that one comes first.
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


def locate(program: Path, error: BaseException) -> str:
    """Give an error's text, after the last line of the program that ran."""
    if isinstance(error, SyntaxError) and error.filename == str(program):
        return f"{program}:{error.lineno}: SyntaxError: {error.msg}"
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f.lineno for f in frames if f.filename == str(program)]
    kind = type(error).__name__
    return f"{program}:{lines[-1] if lines else 1}: {kind}: {error}"
