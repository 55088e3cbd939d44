"""Opens a program in Dagster's UI, and materializes its assets there.

One webserver serves many programs, one after the other, each alone: its code
server, its run and each step are processes of their own, as with `dg dev`. The
turns of the daemon are made here.
"""

import importlib
import multiprocessing
import os
import shutil
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, chdir, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import dagster as dg
from dagster_graphql import DagsterGraphQLClient, DagsterGraphQLClientError

from tests._harness.daemon import LOCATION, Daemon
from tests._harness.processes import find_free_port, read_ends, running
from tests._harness.run.dagster_speed import speed_up_databases

# How Dagster's daemon and webserver reach a code server, without public names.
_targets: Any = importlib.import_module("dagster._core.workspace.load_target")
_grpc: Any = importlib.import_module("dagster._grpc.client")
_forks: Any = importlib.import_module("multiprocessing.forkserver")

MOST_SECONDS = 240
NEW_KEY = "north"  # of dynamic partitions, which have none at first
_JOB = "__ASSET_JOB"
_REPOSITORY = "__repository__"
_SETTINGS = """
telemetry: {enabled: false}
nux: {enabled: false}
"""
_RELOAD = "mutation { reloadWorkspace { __typename } }"
_FAULT = """
query($it: String!) { workspaceLocationEntryOrError(name: $it) {
  ... on WorkspaceLocationEntry { locationOrLoadError {
    ... on PythonError { message causes { message } }
  } }
} }
"""
_ASSETS = """
{ assetNodes {
  assetKey { path }
  isMaterializable
  assetMaterializations(limit: 1) { runId }
  partitionDefinition {
    description type name
    dimensionTypes { dynamicPartitionsDefinitionName }
  }
} }
"""
_FIRST_KEY = """
query($it: AssetKeyInput!) { assetNodeOrError(assetKey: $it) {
  ... on AssetNode {
    partitionKeyConnection(limit: 1, ascending: true) { results }
  }
} }
"""
_BACKFILL = """
mutation($it: LaunchBackfillParams!) {
  launchPartitionBackfill(backfillParams: $it) {
    __typename
    ... on PythonError { message }
    ... on LaunchBackfillSuccess { backfillId }
  }
}
"""


class OpeningError(Exception):
    """A server does not start, or a run does not end."""


@dataclass(frozen=True)
class Opened:
    """What became of a program in Dagster's UI.

    Args:
        fault: Why it does not load, if so.
        made: The assets that were materialized.
        missing: Those that can be materialized, and were not.
        said: The errors of the launch and of the runs.
    """

    fault: str
    made: list[str]
    missing: list[str]
    said: list[str]


class UI:
    """A webserver that opens one program after the other."""

    def __init__(self, home: Path, variables: dict[str, str]) -> None:
        self._home = home
        self._here = home / "here"
        self._here.mkdir()
        self._stack = ExitStack()
        self._environment = {
            **os.environ,
            **variables,
            "DAGSTER_DISABLE_TELEMETRY": "yes",
            "DAGSTER_HOME": str(home),
        }
        self._web_port = find_free_port()
        self._web: Any = None
        (home / "dagster.yaml").write_text(_SETTINGS)
        self._forks = multiprocessing.get_context("forkserver")
        self._forks.set_forkserver_preload([f"{__package__}.preloaded"])
        speed_up_databases()

    def close(self) -> None:
        """End all processes."""
        self._stack.close()

    def open(self, program: Path) -> Opened:
        """Open a program, and materialize all its assets.

        Partitioned assets get the first key of each of their definitions.

        Raises:
            OpeningError: A server does not start, or a run does not end.
        """
        with (
            warnings.catch_warnings(),
            _variables(self._environment),
            chdir(self._here),
            ExitStack() as stack,
        ):
            # Dagster's daemon and client use what is deprecated.
            warnings.simplefilter("ignore")
            shutil.copy(program, self._here)
            instance = stack.enter_context(dg.DagsterInstance.get())
            stack.callback(self._forget, instance)
            port = self._serve(stack, program)
            client = self._reload(port)
            if fault := _find_fault(client):
                return Opened(self._shorten(fault), [], [], [])
            assets = _read_assets(client)
            said = _launch(client, instance, assets) if assets else []
            self._run(instance, port)
            for run in instance.get_runs():
                errors = _read_errors(instance, run.run_id)
                said += map(self._shorten, errors)
            made: dict[bool, list[str]] = {True: [], False: []}
            for each in _read_assets(client):
                name = "/".join(each["assetKey"]["path"])
                made[bool(each["assetMaterializations"])].append(name)
            return Opened("", made[True], made[False], said)

    def _shorten(self, text: str) -> str:
        """Leave out the folder, which is another one each time."""
        return text.replace(f"{self._home}/", "")

    def _run(self, instance: dg.DagsterInstance, port: int) -> None:
        """Be the daemon until all runs have ended."""
        target = _targets.GrpcServerTarget(
            host="127.0.0.1", port=port, socket=None, location_name=LOCATION
        )
        with closing(Daemon(instance)) as daemon:
            daemon.connect(target)

            def have_ended() -> bool:
                daemon.turn_backfills()
                daemon.turn_queue()
                backfills = instance.get_backfills()
                return all(
                    [run.is_finished for run in instance.get_runs()]
                    + [it.status.value != "REQUESTED" for it in backfills]
                )

            self._wait(have_ended, "its runs have not ended")

    def _forget(self, instance: dg.DagsterInstance) -> None:
        """Let the next program find nothing of this one."""
        for each in self._here.iterdir():
            shutil.rmtree(each) if each.is_dir() else each.unlink()
        instance.wipe()
        shutil.rmtree(self._home / "storage", ignore_errors=True)

    def _serve(self, stack: ExitStack, program: Path) -> int:
        port = find_free_port()
        file = str(self._here / program.name)
        server = self._forks.Process(
            target=_serve_code,
            args=(file, port, str(self._home / "code.log")),
        )
        server.start()
        address = _forks._forkserver._forkserver_address
        (self._home / "forks").write_text(address)
        stack.callback(server.join)
        stack.callback(server.kill)
        client = _grpc.DagsterGrpcClient(port, host="127.0.0.1")
        self._wait(lambda: client.ping("") or True, "no code server answers")
        return port

    def _reload(self, port: int) -> DagsterGraphQLClient:
        workspace = self._home / "workspace.yaml"
        workspace.write_text(
            "load_from: [grpc_server: {host: 127.0.0.1, "
            f"port: {port}, location_name: {LOCATION}}}]"
        )
        if not self._web:
            listen = ["-h", "127.0.0.1", "-p", str(self._web_port)]
            command = ["dagster-webserver", "-w", str(workspace), *listen]
            self._web = self._stack.enter_context(
                running(
                    *command,
                    logs=self._home,
                    cwd=self._here,
                    environment=self._environment,
                )
            )
            address = f"http://127.0.0.1:{self._web_port}/server_info"
            self._wait(lambda: urlopen(address, timeout=5), "no webserver")
        client = DagsterGraphQLClient("127.0.0.1", port_number=self._web_port)
        client._execute(_RELOAD)
        return client

    def _wait(self, is_done: Callable[[], object], fault: str) -> None:
        end = time.monotonic() + MOST_SECONDS
        while time.monotonic() < end:
            # A server that does not listen yet is asked again.
            with suppress(OSError, dg.DagsterError):
                if is_done():
                    return
            time.sleep(0.3)
        raise OpeningError("\n".join([fault, *read_ends(self._home)]))


def _serve_code(program: str, port: int, log: str) -> None:
    """Be the code server of a program."""
    from dagster._cli import api

    os.chdir(Path(program).parent)
    with Path(log).open("w") as file:
        os.dup2(file.fileno(), sys.stdout.fileno())
        os.dup2(file.fileno(), sys.stderr.fileno())
    options = ["-f", program, "-p", str(port), "-h", "127.0.0.1"]
    api.grpc_command.main(
        [*options, "--lazy-load-user-code", "--location-name", LOCATION]
    )


@contextmanager
def _variables(variables: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _find_fault(client: DagsterGraphQLClient) -> str:
    """Give the first cause for which a program does not load."""
    answer = client._execute(_FAULT, {"it": LOCATION})
    error = answer["workspaceLocationEntryOrError"]["locationOrLoadError"]
    if not error or "message" not in error:
        return ""
    return str([error, *error["causes"]][-1]["message"])


def _read_assets(client: DagsterGraphQLClient) -> list[Any]:
    nodes = client._execute(_ASSETS)["assetNodes"]
    return [each for each in nodes if each["isMaterializable"]]


def _launch(
    client: DagsterGraphQLClient,
    instance: dg.DagsterInstance,
    assets: list[Any],
) -> list[str]:
    """Materialize all, and give what is said if that is refused."""
    keys = _choose_keys(client, instance, assets)
    if keys:
        return _backfill(client, assets, keys)
    try:
        client._core_submit_execution(
            _JOB,
            repository_location_name=LOCATION,
            repository_name=_REPOSITORY,
            run_config={},
            asset_selection=[each["assetKey"]["path"] for each in assets],
            is_using_job_op_graph_apis=True,
        )
    except DagsterGraphQLClientError as error:
        return [str(error)]
    return []


def _choose_keys(
    client: DagsterGraphQLClient,
    instance: dg.DagsterInstance,
    assets: list[Any],
) -> dict[str, str]:
    """Give the first key of each definition of partitions."""
    keys = {}
    for each in assets:
        if partitions := each["partitionDefinition"]:
            for name in _find_dynamic(partitions):
                instance.add_dynamic_partitions(name, [NEW_KEY])
            asset = {"it": {"path": each["assetKey"]["path"]}}
            answer = client._execute(_FIRST_KEY, asset)["assetNodeOrError"]
            [first] = answer["partitionKeyConnection"]["results"]
            keys[partitions["description"]] = first
    return keys


def _find_dynamic(partitions: Any) -> list[str]:
    names = [
        each["dynamicPartitionsDefinitionName"]
        for each in partitions["dimensionTypes"]
    ]
    if partitions["type"] == "DYNAMIC":
        names.append(partitions["name"])
    return [name for name in names if name]


def _backfill(
    client: DagsterGraphQLClient, assets: list[Any], keys: dict[str, str]
) -> list[str]:
    """Materialize assets, those with partitions for one key each."""
    wanted: list[dict[str, Any]] = []
    for each in assets:
        wanted.append({"assetKey": {"path": each["assetKey"]["path"]}})
        if partitions := each["partitionDefinition"]:
            first = keys[partitions["description"]]
            ranges = [{"start": first, "end": first}]
            wanted[-1]["partitions"] = {"ranges": ranges}
    request = {"it": {"partitionsByAssets": wanted}}
    answer = client._execute(_BACKFILL, request)["launchPartitionBackfill"]
    return [] if "backfillId" in answer else [str(answer)]


def _read_errors(instance: dg.DagsterInstance, run: str) -> list[str]:
    """Tell the errors of a run, each with what caused it, a line each."""
    found = []
    for entry in instance.all_logs(run):
        event: Any = entry.dagster_event
        error = event and getattr(event.event_specific_data, "error", None)
        lines = []
        while error:
            lines.append(error.message.strip().partition("\n")[0])
            error = error.cause
        if lines:
            found.append("\n".join(lines))
    return found
