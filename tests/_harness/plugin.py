"""Makes each file under `snippets/` a test: `uv run pytest snippets/assets`.

A program runs and gives what is written; its `defs` load; a picture is drawn
from its program; the commands of a transcript give what is written.
"""

import gc
import importlib
import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import copy_context
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pytest

from docs._ext.core.site import ROOT, current_site
from docs._ext.open_in_ui import opens_in_the_ui
from tests._harness.run.dagster_speed import (
    import_late_modules,
    speed_up_databases,
)
from tests._harness.run.isolation import exempt_imports_from_gc
from tests._harness.run.outputs import Fault, compare_file
from tests._harness.run.program import (
    MOST_SECONDS_IF_SLOW,
    Result,
    check,
    execute,
    read_slow,
)
from tests._harness.run.transcript import run_transcript

MOST_SECONDS = 60
MOST_GARBAGE = 500_000  # objects

_CHECKED = "CHECKED_SNIPPETS"  # the folder that remembers which are
_folder = pytest.StashKey[tempfile.TemporaryDirectory[str]]()
_surroundings = pytest.StashKey[tuple[object, object]]()


class SnippetFile(pytest.File):
    """A file under `snippets/`."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield what is to be proven of the file."""
        match self.path.suffix:
            case ".py":
                yield Program.from_parent(self, name="program")
                if opens_in_the_ui(current_site(), _name(self.path)):
                    yield DefinitionsLoad.from_parent(self, name="definitions")
            case ".svg":
                yield Picture.from_parent(self, name="picture")
            case ".console":
                yield Transcript.from_parent(self, name="transcript")


class _Item(pytest.Item):
    @property
    def update(self) -> bool:
        """Whether files are written instead of compared."""
        return bool(self.config.getoption("update_examples"))

    def prove(self) -> None:
        """Raise if the file does not give what is written."""
        raise NotImplementedError

    def runtest(self) -> None:
        """Prove it, and keep what the releases' data says of it."""
        verdict = "fails: stopped"  # by a time limit, or by an error of ours
        try:
            self.prove()
            verdict = "runs"
        except Fault as fault:
            kind = "differs" if fault.differs else "fails"
            verdict = f"{kind}: {fault.summary}"
            raise
        finally:
            self.user_properties.append(("verdict", verdict))

    def repr_failure(  # type: ignore[override]
        self, excinfo: pytest.ExceptionInfo[BaseException]
    ) -> str:
        """Give the message alone for what an author has to fix."""
        if isinstance(excinfo.value, Fault):
            return str(excinfo.value)
        return str(excinfo.getrepr(style="short"))


class Program(_Item):
    """It runs and gives what is written."""

    def setup(self) -> None:
        """Import what Dagster imports late, at no program's expense."""
        import_late_modules()

    def prove(self) -> None:
        """Run it, unless a claim about it has run it in this session."""
        if self.update or not is_checked(self.path):
            run_program(self.path, update=self.update)


class DefinitionsLoad(_Item):
    """Its `defs` load, with every asset of the file."""

    def prove(self) -> None:
        """Load them as Dagster does."""
        import dagster as dg

        with _own_state(self.path):
            module = _import(self.path)
            dg.Definitions.validate_loadable(module.defs)
        left_out = _asset_names(vars(module).values())
        left_out -= _asset_names(module.defs.assets or [])
        if left_out:
            summary = f"`defs` leaves out {', '.join(sorted(left_out))}"
            raise Fault(f"{self.path}:1: {summary}; add them", summary)


class Picture(_Item):
    """It is drawn from its program."""

    def prove(self) -> None:
        """Draw it."""
        from tests._harness.draw.kinds import draw_picture

        with _own_state(self.path) as folder:
            drawn = draw_picture(self.path, folder)
        compare_file(self.path, drawn, update=self.update)


class Transcript(_Item):
    """Its commands give what is written."""

    def prove(self) -> None:
        """Run the commands."""
        with tempfile.TemporaryDirectory() as folder:
            given = run_transcript(self.path, ROOT, Path(folder))
        compare_file(self.path, given, update=self.update)


def run_program(path: Path, *, update: bool = False) -> None:
    """Run a program; if it gives other than is written, raise a Fault."""
    with _own_state(path) as folder:
        result = execute(path, folder)
    check(path, result, update=update)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _import(path: Path) -> ModuleType:
    module = _name(path).removesuffix(".py").replace("/", ".")
    return importlib.import_module(module)


def _asset_names(assets: Iterable[object]) -> set[str]:
    import dagster as dg

    keys = [
        a.keys if isinstance(a, dg.AssetsDefinition) else [a.key]
        for a in assets
        if isinstance(a, dg.AssetsDefinition | dg.AssetSpec)
    ]
    return {key.path[-1] for group in keys for key in group}


@contextmanager
def _own_state(path: Path) -> Iterator[Path]:
    """Give a snippet a folder, an environment and features of its own."""
    before = dict(os.environ)
    os.environ.pop("DAGSTER_HOME", None)
    try:
        with tempfile.TemporaryDirectory() as folder, _own_features(path):
            yield Path(folder)
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def _own_features(path: Path) -> Iterator[None]:
    """Metaxy keeps them for the whole process, and takes seconds to import."""
    if "metaxy" not in path.parts:
        yield
        return
    import metaxy as mx

    with mx.FeatureGraph().use():
        yield
    mx.MetaxyConfig.reset()
    for module in [m for m in sys.modules if m.startswith("snippets.metaxy")]:
        del sys.modules[module]


def has_clean_surroundings(item: pytest.Item) -> bool:
    """Whether a test has changed nothing that a program could notice."""
    return (
        "monkeypatch" not in getattr(item, "fixturenames", [])
        and item.stash[_surroundings] == _find_surroundings()
    )


def _find_surroundings() -> tuple[object, object]:
    environment = dict(os.environ)
    environment.pop("PYTEST_CURRENT_TEST", None)  # It names the phase.
    return environment, list(warnings.filters)


def remember(program: Path, result: Result) -> None:
    """Spare a program its own run, if this one gave what is written."""
    folder = os.environ.get(_CHECKED)
    if folder and not _is_faulty(program, result):
        (Path(folder) / _hash(program)).touch()


def is_checked(program: Path) -> bool:
    """Whether a claim ran a program in this session, and it was right."""
    folder = os.environ.get(_CHECKED)
    return bool(folder) and (Path(folder or "") / _hash(program)).exists()


def _is_faulty(program: Path, result: Result) -> bool:
    try:
        check(program, result)
    except Fault:
        return True
    return False


def _hash(program: Path) -> str:
    texts = [f.read_bytes() for f in sorted(program.parent.glob("*.*"))]
    return sha256(b"\0".join([bytes(program), *texts])).hexdigest()


def pytest_configure(config: pytest.Config) -> None:
    """Keep Dagster from the reader's home, and files from being overwritten."""
    if config.getoption("update_examples"):
        _refuse_changed_files(config.rootpath)
    os.environ["DAGSTER_DISABLE_TELEMETRY"] = "yes"
    os.environ.pop("DAGSTER_HOME", None)
    speed_up_databases()
    if not hasattr(config, "workerinput"):  # Workers inherit the environment.
        config.stash[_folder] = tempfile.TemporaryDirectory()
        folder = Path(config.stash[_folder].name)
        for variable in ["HOME", _CHECKED]:
            (folder / variable).mkdir()
            os.environ[variable] = str(folder / variable)


def _refuse_changed_files(root: Path) -> None:
    changed = subprocess.run(
        ["git", "status", "--porcelain", "snippets", ":!*.svg"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    if changed:
        raise pytest.UsageError(
            "--update-examples rewrites files; commit or "
            f"stash these first:\n{changed}"
        )


def pytest_sessionfinish() -> None:
    """Free what failed tests hold, before Python takes databases apart."""
    gc.collect()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the folder of the session."""
    if folder := config.stash.get(_folder, None):
        folder.cleanup()


def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> SnippetFile | None:
    """Collect pictures and transcripts."""
    if file_path.suffix in {".svg", ".console"}:
        return SnippetFile.from_parent(parent, path=file_path)
    return None


def pytest_pycollect_makemodule(
    module_path: Path, parent: pytest.Collector
) -> SnippetFile | None:
    """Collect programs, which pytest would otherwise import."""
    if module_path.is_relative_to(ROOT / "snippets"):
        return SnippetFile.from_parent(parent, path=module_path)
    return None


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let nothing run forever."""
    if isinstance(item, _Item):
        more = MOST_SECONDS_IF_SLOW if item.path in read_slow() else 0
        item.add_marker(pytest.mark.timeout(MOST_SECONDS + more))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put programs last: by then, claims have run most of them."""
    items.sort(key=lambda item: isinstance(item, _Item))


def pytest_collection_finish() -> None:
    """Let no test wait for garbage to be looked for among what is imported."""
    exempt_imports_from_gc()
    # What is collected runs code of its own, on Python 3.11 even in the midst
    # of `ast.parse`, which then fails.
    gc.disable()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Collect garbage between tests and at no other time.

    A step that fails can leave a generator behind that holds Dagster's warnings
    off, or an instance as the current one, until it is collected.
    """
    held = {variable.name: variable for variable in copy_context()}
    warnings_on = held.get("_warnings_on")
    is_off = warnings_on is not None and not warnings_on.get()
    if is_off or gc.get_count()[0] > MOST_GARBAGE:
        gc.collect()
    if "_current_storage" in held:
        held["_current_storage"].set(None)
    assert warnings_on is None or warnings_on.get(True)
    item.stash[_surroundings] = _find_surroundings()


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Start workers for the whole suite alone: they import everything anew."""
    is_whole = config.args_source is config.ArgsSource.TESTPATHS
    is_whole = is_whole or config.args == ["snippets"]
    return None if is_whole and not config.getoption("keyword") else 0
