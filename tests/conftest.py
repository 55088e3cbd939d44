"""What all tests share."""

import gc
import os
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from dagster_shared.utils.warnings import _warnings_on

from tests._harness.run.alone import spare_imports, threads
from tests._harness.run.dagster_speed import speed_up_databases

# Nothing reports to anybody, and no test knows the reader's own instance.
os.environ["DAGSTER_DISABLE_TELEMETRY"] = "yes"
os.environ.pop("DAGSTER_HOME", None)

speed_up_databases()

ROOT = Path(__file__).parent.parent

MOST_GARBAGE = 500_000  # objects

Run = Callable[[str], list[str]]
Mend = Callable[[str, dict[str, str]], list[str]]


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give Dagster a home folder that is not the reader's.

    It keeps a log there of what it would report, even if it reports nothing.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(autouse=True)
def clean_start() -> None:
    """Collect garbage between tests and at no other time.

    A step that fails can leave a generator behind that holds Dagster's warnings
    off for the whole process until it is collected. And what is collected runs
    code of its own, on Python 3.11 even in the midst of `ast.parse`, which then
    fails; or it makes an instance the current one again that is long gone.
    """
    gc.disable()
    if gc.get_count()[0] > MOST_GARBAGE or not _warnings_on.get():
        gc.collect()
    if states := sys.modules.get("dagster._core.storage.defs_state.base"):
        states._current_storage.set(None)
    assert _warnings_on.get()


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
def run(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """Run a snippet as a program and give the lines that it prints, in order.

    The snippet is named by its path under `snippets/`, without the ending.
    """
    monkeypatch.chdir(tmp_path)

    def run_program(name: str) -> list[str]:
        program = ROOT / "snippets" / f"{name}.py"
        runpy.run_path(str(program), run_name="__main__")
        return capsys.readouterr().out.splitlines()

    return run_program


@pytest.fixture
def mend(run: Run, tmp_path: Path) -> Mend:
    """Run a mistake as its page mends it and give the lines that it prints.

    The snippet is named as for `run`; each text in it that has to change
    stands before the one that replaces it.
    """

    def run_mended(name: str, changes: dict[str, str]) -> list[str]:
        source = (ROOT / f"snippets/{name}.py").read_text()
        for wrong, right in changes.items():
            if wrong not in source and "TRIES_MUTANTS" in os.environ:
                pytest.skip("the program is other than what is mended")
            assert wrong in source
            source = source.replace(wrong, right)
        mended = tmp_path / "mended.py"
        mended.write_text(source)
        return run(f"{tmp_path}/mended")

    return run_mended


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Start workers for the whole suite alone: they import everything anew."""
    is_whole = config.args_source is config.ArgsSource.TESTPATHS
    is_part = config.getoption("keyword") or config.getoption("update_examples")
    return 0 if is_part or not is_whole else None


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


def pytest_ignore_collect(
    collection_path: Path, config: pytest.Config
) -> bool | None:
    """Leave the claims alone when `-k` names a snippet: `-k shop.py`.

    Importing all of them takes longer than running the snippet.
    """
    names_a_snippet = str(config.getoption("keyword")).endswith(".py")
    is_other_test = (
        collection_path.suffix == ".py"
        and collection_path.name != "test_snippets.py"
    )
    return True if names_a_snippet and is_other_test else None


def pytest_collection_finish() -> None:
    """Import everything before the first collecting of garbage, not after."""
    spare_imports()


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to rewrite snippets that git could not bring back."""
    if not config.getoption("update_examples"):
        return
    changed = subprocess.run(
        ["git", "status", "--porcelain"],
        cwd=config.rootpath,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    if changed:
        raise pytest.UsageError(
            "--update-examples rewrites files; commit or "
            f"stash these first:\n{changed}"
        )
