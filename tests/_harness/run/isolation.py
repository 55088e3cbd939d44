"""Runs a program as in a process of its own, and reports what it leaves."""

import atexit
import gc
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import psutil
import pytest

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_allowed: list[Path] = []
_forbidden_writes: list[str] = []


class ForbiddenWriteError(Exception):
    """A program writes outside its temporary folder."""


@contextmanager
def isolated(program: Path, work: Path) -> Iterator[list[str]]:
    """Give a program a temporary folder and a `__main__` of its own.

    Writing elsewhere raises ForbiddenWriteError in the program. That sees what
    Python writes (PEP 578), not what a C library does; for those the folder of
    the program is compared. Yields what is left behind, filled at the end.
    """
    beside = _files(program.parent)
    in_work = _files(work)
    main = sys.modules["__main__"]
    running = _running()
    homes = [h for h in [os.environ.get("DAGSTER_HOME")] if h]
    leftovers: list[str] = []
    try:
        with tempfile.TemporaryDirectory() as temporary:
            with (
                pytest.MonkeyPatch.context() as patch,
                _only_writes_to(work, temporary, *homes) as forbidden,
            ):
                patch.setenv("TMPDIR", temporary)
                patch.setattr(tempfile, "tempdir", None)
                patch.chdir(work)
                yield leftovers
            leftovers += forbidden
            leftovers += [f"leaves {n} running" for n in _new(running)]
            leftovers += [f"leaves {p} behind" for p in _remains(temporary)]
    finally:
        sys.modules["__main__"] = main
    for path in _files(program.parent) - beside:
        leftovers.append(f"leaves {path} behind")
    for path in _files(work) - in_work:
        leftovers.append(f"leaves {path.name} in the current folder")


def exempt_imports_from_gc() -> None:
    """Let collections pass over all that is imported: it is never garbage."""
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


def _new(before: dict[object, str]) -> list[str]:
    """What runs although it did not before, after a moment to end in."""
    end = time.monotonic() + 1
    while new := {k: v for k, v in _running().items() if k not in before}:
        if time.monotonic() > end:
            break
        time.sleep(0.01)
    return sorted(new.values())


def _files(folder: Path | str) -> set[Path]:
    return {p for p in Path(folder).iterdir() if p.name != "__pycache__"}


def _remains(folder: str) -> set[Path]:
    """What is left in a folder once unreachable objects are gone."""
    if _files(folder):
        gc.collect()
    return _files(folder)


@contextmanager
def _only_writes_to(*folders: Path | str) -> Iterator[list[str]]:
    _watch_writes()
    _forbidden_writes.clear()
    _allowed.extend(Path(os.path.realpath(folder)) for folder in folders)
    try:
        yield _forbidden_writes
    finally:
        _allowed.clear()


@cache
def _watch_writes() -> None:
    """Start to watch, once: Python cannot take an audit hook away."""
    sys.addaudithook(_audit)


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
    if not _allowed:
        return
    path = _written_path(event, args)
    if not isinstance(path, (str, bytes)) or path in ("", b"", ":memory:"):
        return
    absolute = os.path.realpath(os.fsdecode(path))
    if absolute.startswith("/dev/") or "__pycache__" in absolute:
        return
    if not any(map(Path(absolute).is_relative_to, _allowed)):
        _forbidden_writes.append(f"writes to {absolute}")
        raise ForbiddenWriteError(
            f"writes to {absolute}; use a `tempfile.TemporaryDirectory()`"
        )
