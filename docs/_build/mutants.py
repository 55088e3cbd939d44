"""Breaks a program in one place at a time, and sees whether a test notices.

The changes are those of mutmut, which itself changes nothing but the bodies of
functions; here they are made wherever a definition stands. Left out: changes
of upper and lower case in texts, which SQL does not heed, and the
demonstration below the definitions.
"""

import contextlib
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import libcst as cst
import pytest
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators
from pytest_examples import EvalExample

from docs._build import runner

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


def try_mutants(path: Path) -> Iterator[tuple[Mutant, bool]]:
    """Run a program, and if that shows nothing its tests, for each mutant.

    The program is changed in place, so the working directory has to be a copy
    of the repository, and what it imports has to come from there.

    Args:
        path: The program, from the root of the repository.

    Yields:
        Each mutant, and whether it was killed: something failed on it.

    Raises:
        RuntimeError: The program, or a test of it, fails as it is.
    """
    source = path.read_text()
    if not _passes(path):
        raise RuntimeError(f"{path}:1: fails without a change")
    try:
        for mutant in find_mutants(source):
            path.write_text(mutant.source)
            yield mutant, not _passes(path)
    finally:
        path.write_text(source)


def _passes(path: Path) -> bool:
    """Run a program, and if that shows nothing its tests."""
    return _succeeds(_run, path) and _succeeds(_test, path)


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
    with tempfile.TemporaryDirectory() as folder:
        example = EvalExample(
            tmp_path=Path(folder),
            pytest_request=cast("pytest.FixtureRequest", request),
        )
        runner.run_program(path.absolute(), example)
    return 0


def _test(path: Path) -> int:
    os.environ.pop("PYTEST_ADDOPTS", None)  # those of a run around this one
    topic, page, name = path.parts[-3:]
    return int(
        pytest.main(
            [
                "tests/test_snippets.py",
                f"tests/{topic}/test_{page}.py",
                f"-k{topic}/{page}/{name} or test_{page}",
                "--exitfirst",
                "--quiet",
                "-pno:randomly",
                "-pno:cacheprovider",
                "-Wignore::pytest.PytestAssertRewriteWarning",
            ]
        )
    )


def main() -> None:
    """Try the mutants of one program, named on the command line."""
    runner.MOST_SECONDS = MOST_SECONDS  # a crowded machine kills no mutant
    path = Path(sys.argv[1])
    if "metaxy" in path.parts:
        import metaxy  # noqa: F401  (every fork needs it)
    runner.warm_up()
    tried, alive = 0, []
    for mutant, is_killed in try_mutants(path):
        tried += 1
        if not is_killed:
            alive.append(str(mutant))
    print(json.dumps({"mutants": tried, "alive": alive}))


if __name__ == "__main__":
    main()
