"""What all tests share."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from docs._ext.core.site import ROOT
from tests._harness.plugin import has_clean_surroundings, remember
from tests._harness.run.isolation import threads
from tests._harness.run.program import execute

__all__ = ["ROOT"]

Run = Callable[[str], list[str]]
Mend = Callable[[str, dict[str, str]], list[str]]


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """Let no test leave a thread running, which would slow all that follow."""
    before = threads()
    yield
    left = threads() - before
    for thread in left:
        thread.join(timeout=1)
    assert [thread.name for thread in left if thread.is_alive()] == []


@pytest.fixture
def run(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Run]:
    """Run a snippet as a program and give the lines that it prints, in order.

    The snippet is named by its path under `snippets/`, without the ending.
    """

    def run_program(name: str) -> list[str]:
        program = ROOT / "snippets" / f"{name}.py"
        is_clean = has_clean_surroundings(request.node)
        result = execute(program, tmp_path)
        if is_clean:
            remember(program, result)
        if result.error:
            print(*result.lines, sep="\n")
            raise result.error
        return result.lines

    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        yield run_program


@pytest.fixture
def mend(run: Run, tmp_path: Path) -> Mend:
    """Run a mistake as its page fixes it and give the lines that it prints.

    The snippet is named as for `run`; each text in it that has to change
    stands before the one that replaces it.
    """

    def run_fixed(name: str, changes: dict[str, str]) -> list[str]:
        source = (ROOT / f"snippets/{name}.py").read_text()
        for wrong, right in changes.items():
            if wrong not in source and "TRIES_MUTANTS" in os.environ:
                pytest.skip("the program is other than what is fixed")
            assert wrong in source
            source = source.replace(wrong, right)
        fixed = tmp_path / "fixed.py"
        fixed.write_text(source)
        return run(f"{tmp_path}/fixed")

    return run_fixed


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the repository, to make faults in."""
    target = tmp_path / "copy"
    target.mkdir()
    for name in ["docs", "snippets", "tests", ".ci"]:
        ignored = shutil.ignore_patterns("__pycache__", ".*_cache")
        shutil.copytree(ROOT / name, target / name, ignore=ignored)
    for name in ["README.md", "pyproject.toml", "mkdocs.yml"]:
        shutil.copy(ROOT / name, target)
    return target
