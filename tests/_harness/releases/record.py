"""A pytest plugin that writes what each program did, instead of judging it.

`-p tests._harness.releases.record --record=1.9.jsonl` writes a line as soon as
a program or a claim has been measured, and a last line at the end of the run. A
file without that last line is of a run that did not end.
"""

import json
import platform
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from docs._ext.core.site import ROOT
from docs._ext.releases import data as releases
from docs._ext.releases.data import FAILS, RUNS, SAYS, Environment, Verdict
from tests._harness.run import program as runner
from tests._harness.run.outputs import MARK, first_new_line

# How long a program takes does not depend on the release but on the machine.
_MOST_SECONDS = 45
_LONGEST = 240
_SNIPPETS = "test_snippets.py"
_PROGRAMS = "test_program_gives_what_is_written"
_COMMANDS = "test_commands_say_what_is_written"

_hash_proof = cache(releases.hash_proof)  # each test of a page asks for it


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options.

    Args:
        parser: Of pytest.
    """
    group = parser.getgroup("releases")
    group.addoption("--record", type=Path, help="the file to write measures to")
    group.addoption(
        "--again",
        action="store_true",
        help="measure also what the data already knows",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Start recording if a file is named.

    Args:
        config: Of pytest.

    Raises:
        pytest.UsageError: Several processes would write to the one file.
    """
    if file := config.getoption("record"):
        if config.getoption("numprocesses"):
            raise pytest.UsageError("--record needs --numprocesses=0")
        runner.MOST_SECONDS = _MOST_SECONDS
        # What is a warning to a user of an old release does not stop them.
        config.addinivalue_line("filterwarnings", "default")
        again = config.getoption("again")
        config.pluginmanager.register(Recorder(file, again=again))


class Recorder:
    """Writes what was measured.

    Args:
        file: Where to; its name is that of the environment.
        again: Whether to measure also what the data already knows.
    """

    def __init__(self, file: Path, *, again: bool) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._out = file.open("w")
        self._claims: dict[Path, list[tuple[str, str]]] = {}
        self._passed: dict[Path, int] = {}
        self._count = 0
        environment = describe_environment()
        self._known = None if again else _known(file.stem, environment)
        self._write({"environment": file.stem, **vars(environment)})

    def _write(self, line: dict[str, object]) -> None:
        self._out.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._out.flush()
        self._count += 1

    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        """Leave alone what proves no page.

        Args:
            collection_path: A file or a folder of tests.
        """
        is_test = collection_path.name.startswith("test_")
        return True if is_test and not _is_measured(collection_path) else None

    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        """Keep what can be measured and has not been.

        Args:
            config: Of pytest.
            items: All tests.
        """
        kept = [i for i in items if _program(i) or _proves_a_page(i.path)]
        if self._known is not None:
            kept = [i for i in kept if not self._is_known(i)]
        dropped = [item for item in items if item not in set(kept)]
        config.hook.pytest_deselected(items=dropped)
        items[:] = kept
        for item in kept:
            if (program := _program(item)) and _is_of_a_warning(program):
                item.add_marker(pytest.mark.filterwarnings("error"))

    def _is_known(self, item: pytest.Item) -> bool:
        assert self._known is not None
        if program := _program(item):
            name, text = _name(program), releases.hash_program(program)
        else:
            name, text = _name(item.path), _hash_proof(item.path)
        return self._known.get(name) == text

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Iterator[None]:
        """Write the verdict of a test.

        Args:
            item: The test.
            call: One of its phases.
        """
        report = yield
        program = _program(item)
        decides = call.when == "call" or (call.when == "setup" and call.excinfo)
        if decides and program:
            verdict = _judge(call.excinfo)
            text = releases.hash_program(program)
            self._write(
                {
                    "snippet": _name(program),
                    "text": text,
                    "verdict": str(verdict),
                }
            )
        elif decides:
            failed = self._claims.setdefault(item.path, [])
            if call.excinfo:
                failed.append((item.name, _first_line(call.excinfo)))
            else:
                self._passed[item.path] = self._passed.get(item.path, 0) + 1
        return report

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note a proof that cannot be imported.

        Args:
            report: What was collected.
        """
        path = ROOT / report.nodeid
        if report.failed and path.suffix == ".py" and _proves_a_page(path):
            lines = [
                line.removeprefix("E").strip()
                for line in str(report.longrepr).splitlines()
                if line.startswith("E ")
            ]
            line = lines[0] if lines else str(report.longrepr).split("\n")[-1]
            self._claims[path] = [("the import of the tests", line)]

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write the proofs and the end; a failure is a measure, no failure.

        Args:
            session: Of pytest.
        """
        for test, failed in sorted(self._claims.items()):
            passed = self._passed.get(test, 0)
            verdict = Verdict(RUNS)
            if failed:
                count = f"{len(failed)} of {passed + len(failed)} claims"
                names = ", ".join(name for name, _ in failed)
                verdict = Verdict(FAILS, f"{count} ({names}): {failed[0][1]}")
            text = releases.hash_proof(test)
            self._write(
                {"claims": _name(test), "text": text, "verdict": str(verdict)}
            )
        ended = (
            pytest.ExitCode.OK,
            pytest.ExitCode.TESTS_FAILED,
            pytest.ExitCode.NO_TESTS_COLLECTED,
        )
        if session.exitstatus in ended:
            self._write({"end": self._count})
            session.exitstatus = pytest.ExitCode.OK
        self._out.close()


def describe_environment() -> Environment:
    """Say which Dagster, which Python, and what programs can import.

    What only the tests need, such as pytest, is left out.
    """
    file = ROOT / "pyproject.toml"
    config = tomllib.loads(file.read_text())
    wanted = ["dagster", *config["tool"]["tox"]["env_run_base"]["deps"]]
    installed: dict[tuple[str, str], str] = {}
    for requirement in wanted:
        _follow(Requirement(requirement), installed)
    python = ".".join(platform.python_version_tuple()[:2])
    packages = {name: v for (name, _), v in sorted(installed.items())}
    return Environment(version("dagster"), python, packages)


def _follow(
    requirement: Requirement, installed: dict[tuple[str, str], str]
) -> None:
    """Add what a requirement, or an extra of it, brought with it."""
    for extra in ["", *requirement.extras]:
        key = (canonicalize_name(requirement.name), extra)
        if key in installed:
            continue
        try:
            found = distribution(requirement.name)
        except PackageNotFoundError:
            continue
        installed[key] = found.version
        for line in found.requires or []:
            needed = Requirement(line)
            marker = needed.marker
            if marker is None or marker.evaluate({"extra": extra}):
                _follow(needed, installed)


def _known(name: str, environment: Environment) -> dict[str, str]:
    """The texts that have been measured in this very environment."""
    measures = releases.load()
    known = measures.environments.get(name)
    if known is None:
        return {}
    if changes := known.name_changes(environment):
        print(f"{name}: measures all anew for {', '.join(changes)}")
        return {}
    return {
        key: row.text
        for rows in (measures.snippets, measures.claims)
        for key, row in rows.items()
        if name in row.on
    }


def _program(item: pytest.Item) -> Path | None:
    """The file that a test runs as a program."""
    if not item.name.startswith((_PROGRAMS, _COMMANDS)):
        return None
    callspec = getattr(item, "callspec", None)
    return callspec.params["path"] if callspec else None


def _is_of_a_warning(program: Path) -> bool:
    """Whether what a mistake raises is a warning that was made an error."""
    error = program.with_suffix(".txt")
    return error.exists() and "Warning:" in error.read_text().split()[0]


def _proves_a_page(test: Path) -> bool:
    return "docs/" in test.read_text().partition("\n")[0]


def _is_measured(test: Path) -> bool:
    return test.name == _SNIPPETS or _proves_a_page(test)


def _name(path: Path) -> str:
    """A file's path under its topmost folder: `assets/config/x.py`."""
    return "/".join(path.relative_to(ROOT).parts[1:])


def _judge(failure: pytest.ExceptionInfo[BaseException] | None) -> Verdict:
    if failure is None:
        return Verdict(RUNS)
    error = failure.value
    if isinstance(error, runner.Fault):
        return Verdict(SAYS if error.says else FAILS, _tidy(error.line))
    if isinstance(error, pytest.fail.Exception):  # what a command says
        return Verdict(FAILS, _tidy(first_new_line(str(error))))
    return Verdict(FAILS, _first_line(failure))


def _first_line(failure: pytest.ExceptionInfo[BaseException]) -> str:
    return _tidy(failure.exconly(tryshort=True).partition("\n")[0])


def _tidy(line: str) -> str:
    """Leave out what differs from machine to machine, and long ends."""
    line = line.removeprefix(MARK).strip().replace(f"{ROOT}/", "")
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
