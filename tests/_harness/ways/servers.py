"""What runs need that are started for real: an instance, servers, and waiting.

The turns of the daemon are made in this process.
"""

import importlib
import os
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_graphql import DagsterGraphQLClient

from tests._harness.daemon import LOCATION, Daemon
from tests._harness.processes import read_ends

# How Dagster's daemon and webserver reach a code server, without public names.
_targets: Any = importlib.import_module("dagster._core.workspace.load_target")
_grpc: Any = importlib.import_module("dagster._grpc.client")

HOST = "127.0.0.1"
_SETTINGS = """
telemetry: {enabled: false}
nux: {enabled: false}
"""
_LAUNCH_BACKFILL = """
mutation($it: LaunchBackfillParams!) {
  launchPartitionBackfill(backfillParams: $it) {
    __typename
    ... on PythonError { message }
    ... on LaunchBackfillSuccess { backfillId }
  }
}
"""


class WaysError(Exception):
    """A way cannot be started; the message has the end of each log."""


def write_settings(home: Path) -> None:
    """Write the settings of an instance."""
    (home / "dagster.yaml").write_text(_SETTINGS)


def write_workspace(home: Path, code_port: int) -> Path:
    """Write where the webserver finds the code server."""
    workspace = home / "workspace.yaml"
    workspace.write_text(
        f"load_from: [grpc_server: {{host: {HOST}, "
        f"port: {code_port}, location_name: {LOCATION}}}]"
    )
    return workspace


@contextmanager
def own_environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Set variables of this process, and bring back those that it had."""
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def reach_code(port: int) -> Any:
    """Give what a daemon connects to."""
    return _targets.GrpcServerTarget(
        host=HOST, port=port, socket=None, location_name=LOCATION
    )


def ask_code(port: int) -> Any:
    """Give a client of a code server."""
    return _grpc.DagsterGrpcClient(port, host=HOST)


def listen(port: int) -> list[str]:
    """Give the options with which a server listens on a port."""
    return ["-h", HOST, "-p", str(port)]


def launch_backfill(
    client: DagsterGraphQLClient, request: Mapping[str, object]
) -> str:
    """Ask for a backfill, and give what is said if it is refused."""
    answer = client._execute(_LAUNCH_BACKFILL, {"it": dict(request)})
    found = answer["launchPartitionBackfill"]
    return "" if "backfillId" in found else str(found)


def turn_until_ended(daemon: Daemon) -> bool:
    """Turn the queue and the backfills once, and tell whether all ended."""
    daemon.turn_backfills()
    daemon.turn_queue()
    backfills = daemon.instance.get_backfills()
    return all(
        [run.is_finished for run in daemon.instance.get_runs()]
        + [it.status.value != "REQUESTED" for it in backfills]
    )


def wait_until(
    is_done: Callable[[], object],
    fault: str,
    *,
    logs: Path,
    seconds: int,
    servers: Sequence[subprocess.Popen[bytes]] = (),
) -> None:
    """Wait, or raise a WaysError with a fault and the end of each log."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        # A server that does not listen yet is asked again.
        with suppress(OSError, dg.DagsterError):
            if is_done():
                return
        if any(server.poll() is not None for server in servers):
            fault += "; a server ended"
            break
        time.sleep(0.2)
    raise WaysError("\n".join([fault, *read_ends(logs)]))
