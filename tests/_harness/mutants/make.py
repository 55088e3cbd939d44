"""Breaks a program in one place at a time, and sees whether a test notices.

The changes are those of mutmut, which itself changes nothing but the bodies of
functions; here they are made wherever a definition stands. Left out: changes
of upper and lower case in texts, which SQL does not heed, and the
demonstration below the definitions.
"""

import ast
import contextlib
import json
import os
import re
import signal
import sys
import tempfile
import time
import tomllib
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import libcst as cst
import pytest
from _pytest.config import apply_warning_filters
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators
from pytest_examples import EvalExample

from docs._ext.open_in_ui import opens_in_the_ui
from tests._harness.run import program as runner

MOST_SECONDS = 60


@dataclass(frozen=True)
class Mutant:
    """A program with one change.

    Args:
        line: The line that changed, counted from 1.
        before: The changed expression, as it was.
        after: The same, as it is now.
        source: The whole program.
    """

    line: int
    before: str
    after: str
    source: str

    def __str__(self) -> str:
        """The change in one line."""
        before, after = (" ".join(t.split()) for t in (self.before, self.after))
        return f"{self.line}: {before} => {after}"


def find_mutants(source: str) -> list[Mutant]:
    """Make every mutant of a program's definitions.

    Args:
        source: The program.
    """
    wrapper = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True)
    finder = _Finder(wrapper.module)
    wrapper.visit(finder)
    return finder.mutants


class _Finder(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, module: cst.Module) -> None:
        super().__init__()
        self.module = module
        self.mutants: list[Mutant] = []

    def visit_If(self, node: cst.If) -> bool:
        is_demonstration = "__name__" in self.module.code_for_node(node.test)
        return not is_demonstration

    def visit_Import(self, node: cst.Import) -> bool:
        return False

    def visit_ImportFrom(self, node: cst.ImportFrom) -> bool:
        return False

    def visit_Annotation(self, node: cst.Annotation) -> bool:
        return False

    def on_visit(self, node: cst.CSTNode) -> bool:
        goes_on = super().on_visit(node)
        if not goes_on:
            return False
        for kind, operator in mutation_operators:
            if isinstance(node, kind):
                for changed in operator(node):
                    self._add(node, changed)
        if isinstance(node, cst.Decorator):
            self._add(node, cst.RemoveFromParent())
        return True

    def _add(
        self, node: cst.CSTNode, changed: cst.CSTNode | cst.RemovalSentinel
    ) -> None:
        before = self.module.code_for_node(node)
        after = ""
        if isinstance(changed, cst.CSTNode):
            after = self.module.code_for_node(changed)
            if after.lower() == before.lower():
                return
        tree = (
            self.module.deep_remove(node)
            if isinstance(changed, cst.RemovalSentinel)
            else self.module.deep_replace(node, changed)
        )
        line = self.get_metadata(PositionProvider, node).start.line
        assert isinstance(tree, cst.Module)
        self.mutants.append(Mutant(line, before, after, tree.code))


def try_program(path: Path) -> dict[str, Any]:
    """Run a program, and if that shows nothing its tests, for each mutant.

    The program is changed in place, so the working directory has to be a copy
    of the repository, and what it imports has to come from there.

    Args:
        path: The program, from the root of the repository.

    Returns:
        How many `mutants` there are, and those `alive`: nothing failed on them.

    Raises:
        RuntimeError: The program, or a test of it, fails as it is.
    """
    source = path.read_text()
    if not _succeeds(_run, path):
        raise RuntimeError(f"{path}:1: fails without a change")
    mutants = find_mutants(source)
    try:
        unseen = [m for m in mutants if _survives(_run, path, m)]
        _write(path, source)
        if unseen and not passes_tests(path):
            raise RuntimeError(f"{path}:1: a test fails without a change")
        alive = [m for m in unseen if _survives(_test, path, m)]
    finally:
        _write(path, source)
    return {"mutants": len(mutants), "alive": [str(m) for m in alive]}


def passes_tests(path: Path) -> bool:
    """Run the claims on a program, and test what is made from it.

    Args:
        path: The program, from the root of the repository.
    """
    return _succeeds(_test, path)


def _survives(test: Callable[[Path], int], path: Path, mutant: Mutant) -> bool:
    _write(path, mutant.source)
    return _succeeds(test, path)


def _write(path: Path, source: str) -> None:
    """Write a program so that Python, which looks at seconds, sees it anew."""
    second = path.stat().st_mtime + 1
    path.write_text(source)
    os.utime(path, (second, second))


def _succeeds(test: Callable[[Path], int], path: Path) -> bool:
    """Do it in a fork of this process, which has imported Dagster."""
    child = os.fork()
    if child == 0:
        os.setsid()
        with Path(os.devnull).open("w") as nothing:
            os.dup2(nothing.fileno(), 1)
            os.dup2(nothing.fileno(), 2)
        code = 1
        with contextlib.suppress(BaseException):
            code = test(path)
        os._exit(code)
    end = time.monotonic() + MOST_SECONDS
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.01)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _run(path: Path) -> int:
    """Run a program as the tests do, without all that pytest needs."""
    config = SimpleNamespace(getoption=lambda name: False)
    request = SimpleNamespace(config=config, node=SimpleNamespace(nodeid=""))
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        apply_warning_filters(_pytest_settings()["filterwarnings"], [])
        example = EvalExample(
            tmp_path=Path(folder),
            pytest_request=cast("pytest.FixtureRequest", request),
        )
        runner.run_program(path.absolute(), example)
    return 0


@cache
def _pytest_settings() -> dict[str, Any]:
    project = tomllib.loads(Path("pyproject.toml").read_text())
    settings: dict[str, Any] = project["tool"]["pytest"]["ini_options"]
    return settings


def _test(path: Path) -> int:
    """Run the claims on the program, and test what is made from it."""
    if not (tests := choose_tests(path)):
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return _pytest(*tests, "--exitfirst", f"--basetemp={folder}")


def choose_tests(path: Path) -> list[str]:
    """Give what pytest is to run for a program, beside the program itself.

    Args:
        path: The program, from the root of the repository.
    """
    page, name = path.parts[-2:]
    claims = find_tests(path)
    found = find_claims(claims, path.stem)
    tests = [f"{claims}::{name}" for name in found if name[:5] == "test_"]
    made = [*path.parent.glob("*.svg"), *path.parent.glob("*.console")]
    if made or opens_in_the_ui(path):
        own = f"{path.parent.relative_to('snippets').as_posix()}/"
        made_or_loaded = f"({own}{name} or {own} and not .py])"
        tests += [
            "tests/test_snippets.py",
            f"-k{made_or_loaded} and not test_program or test_{page}",
        ]
    return tests


def find_tests(program: Path) -> Path:
    """Give the file of the claims on a program's page.

    Args:
        program: The program, from the root of the repository.
    """
    *topic, page = program.parent.relative_to("snippets").parts
    return Path("tests", *topic, f"test_{page}.py")


def find_claims(tests: Path, program: str) -> dict[str, str]:
    """Give the tests that name a program, and what of theirs names it.

    A test that reaches the program in another way is not found, so a mutant can
    be told to live that a test would kill, but never the other way round.

    Args:
        tests: The file of the page's claims; it may be missing.
        program: The program's name, without its ending.

    Returns:
        The source of each function by its name.
    """
    if not tests.exists():
        return {}
    source = tests.read_text()
    lines = source.splitlines()
    texts = {
        name: "\n".join(lines[_first_line(node) - 1 : node.end_lineno])
        for node in ast.parse(source).body
        for name in _defined(node)
    }
    names = {program}
    found: set[str] = set()
    while names:
        named = re.compile(rf"\b({'|'.join(map(re.escape, names))})\b")
        names = {n for n, text in texts.items() if named.search(text)} - found
        found |= names
    return {name: text for name, text in texts.items() if name in found}


def _first_line(node: ast.stmt) -> int:
    parts = [node, *getattr(node, "decorator_list", [])]
    return min(int(part.lineno) for part in parts)


def _defined(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else []
    return [t.id for t in targets if isinstance(t, ast.Name)]


def _pytest(*arguments: str) -> int:
    return int(
        pytest.main(
            [
                "--quiet",
                "--numprocesses=0",
                "-pno:randomly",
                "-pno:cacheprovider",
                "-Wignore::pytest.PytestAssertRewriteWarning",
                *arguments,
            ]
        )
    )


def _warm_up() -> None:
    """Import what every fork needs."""
    import metaxy  # noqa: F401

    runner.warm_up()
    with contextlib.redirect_stdout(sys.stderr):
        _pytest("--collect-only", "tests/test_snippets.py")


def main() -> None:
    """Try the mutants of each program that is named, a line, on the input."""
    runner.MOST_SECONDS = MOST_SECONDS  # a crowded machine kills no mutant
    os.environ.pop("PYTEST_ADDOPTS", None)  # those of a run around this one
    os.environ["TRIES_MUTANTS"] = "1"  # no text in a program has to be there
    _warm_up()
    for line in sys.stdin:
        try:
            answer = try_program(Path(line.strip()))
        except (OSError, RuntimeError) as error:
            answer = {"error": str(error)}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
