"""Runs a snippet as in a process of its own and says what it leaves behind."""

import atexit
import gc
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from unittest import mock

import psutil

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_folder: Path | None = None
_strays: list[str] = []


class StrayFileError(Exception):
    """A snippet writes outside its temporary folder."""


@contextmanager
def alone(path: Path, folder: Path) -> Iterator[list[str]]:
    """Give a snippet its own folders, environment and `__main__`.

    Writing elsewhere raises StrayFileError in the snippet. That sees what
    Python writes (PEP 578), not what a C library does; for those the folder of
    the snippet is compared.

    Args:
        path: The snippet.
        folder: The one folder in which files may be written.

    Yields:
        What the snippet left behind, filled at the end.
    """
    work, temporary = folder / "work", folder / "temporary"
    work.mkdir()
    temporary.mkdir()
    beside = _files(path.parent)
    main, home = sys.modules["__main__"], Path.cwd()
    running = _running()
    left: list[str] = []
    try:
        with (
            mock.patch.dict(os.environ, {"TMPDIR": str(temporary)}),
            _only_writes_to(folder) as strays,
        ):
            os.environ.pop("DAGSTER_HOME", None)
            tempfile.tempdir = None
            os.chdir(work)
            yield left
    finally:
        os.chdir(home)
        tempfile.tempdir = None
        sys.modules["__main__"] = main
    left += strays
    left += [f"leaves {name} running" for name in _still_running(running)]
    left += [f"leaves {p} behind" for p in _files(path.parent) - beside]
    left += [f"leaves {p.name} in the current folder" for p in _files(work)]
    left += [f"leaves {p} behind" for p in _remains(temporary)]


def spare_imports() -> None:
    """Let collecting pass over all that is imported: it is never garbage."""
    gc.collect()
    gc.freeze()
    # Python ends without freeing it, which DuckDB would report as leaks.
    atexit.register(gc.unfreeze)


def threads() -> set[threading.Thread]:
    """The threads that Python code has started."""
    return {
        thread
        for thread in threading.enumerate()
        if not isinstance(thread, threading._DummyThread)
    }


def _running() -> dict[object, str]:
    """The threads and the processes that Python code has started."""
    running: dict[object, str] = {t: f"thread {t.name}" for t in threads()}
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            command = " ".join(process.cmdline())
            # Python keeps this one for its own use until it ends.
            if "multiprocessing.resource_tracker" not in command:
                running[process] = f"process `{command}`"
    return running


def _still_running(before: dict[object, str]) -> list[str]:
    """What runs although it did not before, after a moment to end in."""
    end = time.monotonic() + 1
    while new := {k: v for k, v in _running().items() if k not in before}:
        if time.monotonic() > end:
            break
        time.sleep(0.01)
    return sorted(new.values())


def _files(folder: Path) -> set[Path]:
    return {p for p in folder.iterdir() if p.name != "__pycache__"}


def _remains(folder: Path) -> set[Path]:
    """What is left in a folder once unreachable objects are gone."""
    if _files(folder):
        gc.collect()
    return _files(folder)


@contextmanager
def _only_writes_to(folder: Path) -> Iterator[list[str]]:
    global _folder
    _strays.clear()
    _folder = Path(os.path.realpath(folder))
    try:
        yield _strays
    finally:
        _folder = None


def _written_path(event: str, args: tuple[object, ...]) -> object:
    """The path that an audit event is about to write, or None."""
    match event, args:
        case "open", (path, _, int(flags)) if flags & _WRITES:
            return path
        case (("os.mkdir" | "sqlite3.connect"), (path, *_)):
            return path
        case (("os.rename" | "os.link" | "os.symlink"), (_, path, *_)):
            return path
    return None


def _audit(event: str, args: tuple[object, ...]) -> None:
    if _folder is None:
        return
    path = _written_path(event, args)
    if not isinstance(path, (str, bytes)) or path in ("", b"", ":memory:"):
        return
    absolute = os.path.realpath(os.fsdecode(path))
    if absolute.startswith("/dev/") or "__pycache__" in absolute:
        return
    if not Path(absolute).is_relative_to(_folder):
        _strays.append(f"writes to {absolute}")
        raise StrayFileError(
            f"writes to {absolute}; use a `tempfile.TemporaryDirectory()`"
        )


sys.addaudithook(_audit)
