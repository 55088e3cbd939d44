"""Runs a program as in a process of its own, and reports what it leaves."""

import atexit
import gc
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import copy_context
from functools import cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar
from unittest import mock

import psutil

_P = ParamSpec("_P")
_R = TypeVar("_R")

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_folder: Path | None = None
_stray_files: list[str] = []


class StrayFileError(Exception):
    """A program writes outside its temporary folder."""


@contextmanager
def isolated(program: Path, folder: Path) -> Iterator[list[str]]:
    """Give a program its own folders and `__main__`.

    Writing elsewhere raises StrayFileError in the program. That sees what
    Python writes (PEP 578), not what a C library does; for those the folder of
    the program is compared.

    Args:
        program: Its file.
        folder: The one folder in which files may be written.

    Yields:
        What the program left behind, filled at the end.
    """
    work, temporary = (Path(tempfile.mkdtemp(dir=folder)) for _ in range(2))
    beside = _files(program.parent)
    main, home = sys.modules["__main__"], Path.cwd()
    running = _running()
    leftovers: list[str] = []
    try:
        with (
            mock.patch.object(tempfile, "tempdir", str(temporary)),
            _only_writes_to(folder) as stray_files,
        ):
            os.chdir(work)
            yield leftovers
    finally:
        os.chdir(home)
        sys.modules["__main__"] = main
    leftovers += stray_files
    leftovers += [f"leaves {n} running" for n in _still_running(running)]
    leftovers += [
        f"leaves {path} behind" for path in _files(program.parent) - beside
    ]
    leftovers += [
        f"leaves {path.name} in the current folder" for path in _files(work)
    ]
    leftovers += [f"leaves {path} behind" for path in _remains(temporary)]


def in_own_context(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Let a function change no context variable of its caller's.

    A step that fails can leave a generator behind that holds a variable changed
    until it is collected, such as that which turns Dagster's warnings off.
    """

    @wraps(function)
    def call(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        context = copy_context()
        try:
            return context.run(function, *args, **kwargs)
        finally:
            if dict(context.items()) != dict(copy_context().items()):
                context.run(gc.collect)

    return call


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
    _watch_writes()
    _stray_files.clear()
    _folder = Path(os.path.realpath(folder))
    try:
        yield _stray_files
    finally:
        _folder = None


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
    if _folder is None:
        return
    path = _written_path(event, args)
    if not isinstance(path, (str, bytes)) or path in ("", b"", ":memory:"):
        return
    absolute = os.path.realpath(os.fsdecode(path))
    if absolute.startswith("/dev/") or "__pycache__" in absolute:
        return
    if not Path(absolute).is_relative_to(_folder):
        _stray_files.append(f"writes to {absolute}")
        raise StrayFileError(
            f"writes to {absolute}; use a `tempfile.TemporaryDirectory()`"
        )
