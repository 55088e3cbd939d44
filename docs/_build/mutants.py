"""Breaks a program in one place at a time, and sees whether a test notices.

The changes are those of mutmut, which itself changes nothing but the bodies of
functions; here they are made wherever a definition stands. Left out: changes
of upper and lower case in texts, which SQL does not heed, and the
demonstration below the definitions.
"""

import contextlib
import io
import os
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import libcst as cst
import pytest
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

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
    """Run the tests of a program for each of its mutants.

    The program is changed in place, so the working directory has to be a copy
    of the repository, and what it imports has to come from there.

    Args:
        path: The program, from the root of the repository.

    Yields:
        Each mutant, and whether a test failed on it.
    """
    source = path.read_text()
    try:
        for mutant in find_mutants(source):
            path.write_text(mutant.source)
            yield mutant, not _passes(path)
    finally:
        path.write_text(source)


def _passes(path: Path) -> bool:
    """Test a program in a fork of this process, which has imported Dagster."""
    child = os.fork()
    if child == 0:
        os.setsid()
        with (
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
        ):
            os._exit(_test(path))
    end = time.monotonic() + MOST_SECONDS
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.01)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _test(path: Path) -> int:
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
    """Try the mutants of the programs named on the command line."""
    import dagster  # noqa: F401, ICN001  (what every fork needs)
    import pytest_examples  # noqa: F401

    tried = killed = 0
    for argument in sys.argv[1:]:
        for mutant, is_killed in try_mutants(Path(argument)):
            tried += 1
            killed += is_killed
            if not is_killed:
                print(f"{argument}:{mutant}", flush=True)
    print(f"{killed} of {tried} killed", flush=True)


if __name__ == "__main__":
    main()
