"""Tries the mutants of each program that is named, a line, on the input.

A program is changed in place, so the working directory has to be a copy of the
repository. Each trial is a fork of this process, which has imported Dagster.
"""

import contextlib
import importlib
import io
import json
import multiprocessing
import os
import signal
import sys
import tempfile
import tomllib
import warnings
from collections.abc import Callable
from pathlib import Path
from pydoc import locate
from typing import Any

import pytest

from docs._ext.core.imports import find_imports
from docs._ext.core.site import Site, proof_of
from tests._harness.check.pages import page_showing
from tests._harness.mutants.claims import choose_tests
from tests._harness.mutants.make import Mutant, find_mutants
from tests._harness.plugin import run_program
from tests._harness.run.dagster_speed import (
    import_late_modules,
    speed_up_databases,
)
from tests._harness.run.isolation import exempt_imports_from_gc
from tests._harness.run.postgres import connects, start_server

MOST_SECONDS = 60
MOST_SECONDS_OF_TESTS = 240  # some start many processes
_fork = multiprocessing.get_context("fork")

Trial = Callable[[str], int]
"""Runs a program, or tests of it; gives 0 if nothing failed."""


def try_program(program: str) -> dict[str, Any]:
    """Run a program, and if that shows nothing its tests, for each mutant.

    Gives how many `mutants` there are, and those `alive`. What fails as it is
    raises RuntimeError.
    """
    source = Path(program).read_text()
    _import_packages(source)
    claims = Path(proof_of(page_showing(program)))
    if claims.exists():
        _import_packages(claims.read_text())
    if connects(source):
        start_server()  # here, as no fork would end its own
    if not _succeeds(_run, program):
        raise RuntimeError(f"{program}:1: fails without a change; run it")
    mutants = find_mutants(source)
    try:
        unseen = [m for m in mutants if _survives(_run, program, m)]
        Path(program).write_text(source)
        if unseen and not _succeeds(_test, program):
            message = "a test fails without a change; run its tests"
            raise RuntimeError(f"{program}:1: {message}")
        alive = [m for m in unseen if _survives(_test, program, m)]
    finally:
        Path(program).write_text(source)
    return {"mutants": len(mutants), "alive": [str(m) for m in alive]}


def _survives(trial: Trial, program: str, mutant: Mutant) -> bool:
    Path(program).write_text(mutant.source)
    return _succeeds(trial, program)


def _succeeds(trial: Trial, program: str) -> bool:
    """Do it in a fork of this process."""
    child = _fork.Process(target=_exit_with, args=(trial, program))
    child.start()
    child.join(MOST_SECONDS if trial is _run else MOST_SECONDS_OF_TESTS)
    if child.exitcode is None and child.pid:
        os.killpg(child.pid, signal.SIGKILL)
        child.join()
    return child.exitcode == 0


def _exit_with(trial: Trial, program: str) -> None:
    os.setsid()
    with Path(os.devnull).open("w") as nothing:
        os.dup2(nothing.fileno(), 1)
        os.dup2(nothing.fileno(), 2)
    code = 1
    with contextlib.suppress(BaseException):
        code = trial(program)
    os._exit(code)


def _run(program: str) -> int:
    """Run a program as its own test does, but without starting pytest."""
    with warnings.catch_warnings():
        _filter_warnings()
        run_program(Path(program).absolute())
    return 0


def _filter_warnings() -> None:
    """Set the filters of the tests."""
    project = tomllib.loads(Path("pyproject.toml").read_text())
    for line in project["tool"]["pytest"]["ini_options"]["filterwarnings"]:
        action, message, kind, module, *_ = f"{line}:::".split(":")
        category: Any = locate(kind or "Warning")
        set_filter: Any = warnings.filterwarnings
        set_filter(action, message, category, module)


def _test(program: str) -> int:
    """Run the claims on the program, and test what is made from it."""
    tests = choose_tests(Site(Path.cwd()), program)
    return _pytest("--exitfirst", *tests) if tests else 0


def _pytest(*arguments: str) -> int:
    options = ["--quiet", "--numprocesses=0", "-pno:randomly"]
    options += ["-pno:cacheprovider", f"--basetemp={tempfile.mkdtemp()}"]
    options += ["-Wignore::pytest.PytestAssertRewriteWarning"]
    return int(pytest.main([*options, *arguments]))


def _import_packages(source: str) -> None:
    """Import the packages that a program imports, for all of its forks."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _, module in find_imports(source):
            # What can change, or is not there, is left to the forks.
            if module.partition(".")[0] not in ("", "snippets", "tests"):
                with contextlib.suppress(ImportError):
                    importlib.import_module(module)


def _import_all() -> None:
    """Import what forks need, without a run of Metaxy, whose threads end."""
    import metaxy  # noqa: F401

    with warnings.catch_warnings():
        _filter_warnings()  # imports the warnings' classes, and with them a lot
    with contextlib.redirect_stdout(io.StringIO()):
        _pytest("--markers")  # imports its plugins
    speed_up_databases()
    import_late_modules()
    exempt_imports_from_gc()


def main() -> None:
    """Answer each line with one of JSON."""
    os.environ.pop("PYTEST_ADDOPTS", None)  # those of a run around this one
    os.environ["TRIES_MUTANTS"] = "1"  # no text in a program has to be there
    # Python would not see that a program changed within a second.
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    _import_all()
    for program in map(str.strip, sys.stdin):
        answer: dict[str, Any] = {"program": program}
        try:
            answer |= try_program(program)
        except (OSError, RuntimeError) as error:
            answer["error"] = str(error)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
