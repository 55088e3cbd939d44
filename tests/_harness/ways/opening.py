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
import warnings
from collections.abc import Callable
from contextlib import ExitStack, chdir, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import dagster as dg
from dagster_graphql import DagsterGraphQLClient, DagsterGraphQLClientError

from tests._harness.daemon import LOCATION, Daemon
from tests._harness.processes import find_free_port, running
from tests._harness.run.dagster_speed import speed_up_databases
from tests._harness.ways.servers import (
    HOST,
    ask_code,
    launch_backfill,
    listen,
    own_environment,
    reach_code,
    turn_until_ended,
    wait_until,
    write_settings,
    write_workspace,
)

_forks: Any = importlib.import_module("multiprocessing.forkserver")

MOST_SECONDS = 240
NEW_KEY = "north"  # of dynamic partitions, which have none at first
_JOB = "__ASSET_JOB"
_REPOSITORY = "__repository__"
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
        write_settings(home)
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
            WaysError: A server does not start, or a run does not end.
        """
        with (
            warnings.catch_warnings(),
            own_environment(self._environment),
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
        with closing(Daemon(instance)) as daemon:
            daemon.connect(reach_code(port))
            self._wait(
                lambda: turn_until_ended(daemon), "its runs have not ended"
            )

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
        client = ask_code(port)
        self._wait(lambda: client.ping("") or True, "no code server answers")
        return port

    def _reload(self, port: int) -> DagsterGraphQLClient:
        workspace = write_workspace(self._home, port)
        if not self._web:
            command = ["dagster-webserver", "-w", str(workspace)]
            self._web = self._stack.enter_context(
                running(
                    *command,
                    *listen(self._web_port),
                    logs=self._home,
                    cwd=self._here,
                    environment=self._environment,
                )
            )
            address = f"http://{HOST}:{self._web_port}/server_info"
            self._wait(lambda: urlopen(address, timeout=5), "no webserver")
        client = DagsterGraphQLClient(HOST, port_number=self._web_port)
        client._execute(_RELOAD)
        return client

    def _wait(self, is_done: Callable[[], object], fault: str) -> None:
        wait_until(is_done, fault, logs=self._home, seconds=MOST_SECONDS)


def _serve_code(program: str, port: int, log: str) -> None:
    """Be the code server of a program."""
    from dagster._cli import api

    os.chdir(Path(program).parent)
    with Path(log).open("w") as file:
        os.dup2(file.fileno(), sys.stdout.fileno())
        os.dup2(file.fileno(), sys.stderr.fileno())
    options = ["-f", program, *listen(port)]
    api.grpc_command.main(
        [*options, "--lazy-load-user-code", "--location-name", LOCATION]
    )


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
    refused = launch_backfill(client, {"partitionsByAssets": wanted})
    return [refused] if refused else []


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
