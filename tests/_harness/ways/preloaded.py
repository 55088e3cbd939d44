"""What each process of Dagster has imported before it is forked.

In a reader's UI, each server, run and step is a process of its own. Importing
Dagster anew in each would take nearly all of the time.
"""

import multiprocessing
import os
import tempfile
from importlib import import_module
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

import dagster as dg

from tests._harness.run.dagster_speed import speed_up_databases

ADDRESS = "forks"  # the file with the address of the process to fork from
_MODULES = (
    "dagster._cli.api",
    "dagster._core.executor.multiprocess",
    "dagster._grpc.server",
    "dagster_duckdb",
    "httpx",
)

# Python has no setting for what is forked to fork from the same process.
_forks: Any = forkserver._forkserver
_context = multiprocessing.get_context("forkserver")
_everywhere: Any = multiprocessing


def _use_this_one() -> None:
    address = Path(os.environ["DAGSTER_HOME"], ADDRESS)
    _forks._forkserver_address = address.read_text()


def _get_context(_: str | None = None) -> Any:
    """Fork, although Dagster asks for new processes by name."""
    return _context


def _import_late_modules() -> None:
    for module in _MODULES:
        import_module(module)

    @dg.asset
    def orders() -> None: ...

    with (
        tempfile.TemporaryDirectory() as folder,
        dg.DagsterInstance.local_temp(folder) as instance,
    ):
        dg.materialize([orders], instance=instance)


_forks.ensure_running = _use_this_one
_everywhere.get_context = _get_context
speed_up_databases()
_import_late_modules()
