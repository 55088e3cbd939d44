"""Starts a run of the same definitions in each way that Dagster has.

One code server and one webserver serve many programs. The turns of the daemon
are made here, at a time that is given; the runs are processes of their own.
"""

import json
import os
import subprocess
import warnings
from collections.abc import Callable, Mapping
from contextlib import (
    AbstractContextManager,
    ExitStack,
    closing,
    redirect_stdout,
)
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import dagster as dg
from dagster_graphql import DagsterGraphQLClient, DagsterGraphQLClientError

from docs._ext.core.site import ROOT
from tests._harness.daemon import LOCATION, Daemon
from tests._harness.processes import find_free_port, running
from tests._harness.ways.definitions import JOB, ORDER, load_program, with_ways
from tests._harness.ways.servers import (
    HOST,
    WaysError,
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

IN_PROCESS, LAUNCH, WEBSERVER = "in process", "dg launch", "webserver"
SCHEDULE, SENSOR, CONDITION = "schedule", "sensor", "condition"
BACKFILL = "backfill"
WAYS = (
    *(IN_PROCESS, LAUNCH, WEBSERVER),
    *(SCHEDULE, SENSOR, CONDITION, BACKFILL),
)
MOST_SECONDS = 90
_WAY = "way"  # the tag that says how a run was started
_NOT_LOADED = "Error loading repository location"


@dataclass(frozen=True)
class Order:
    """Which runs to start."""

    program: Path  # the file of a program that has `defs`
    ways: tuple[str, ...] = WAYS  # how to start them
    run_config: Mapping[str, object] | None = None  # where it can be asked
    partition_key: str | None = None  # the key of each run
    # Or its first and its last key; each asset then has a single-run policy.
    partition_range: tuple[str, str] | None = None
    job: str = JOB  # which of its jobs, if not one of all its assets
    in_process: bool = True  # whether all steps of a run share its process

    @property
    def tags(self) -> dict[str, str]:
        """Give the tags of its range."""
        if not self.partition_range:
            return {}
        start, end = self.partition_range
        prefix = "dagster/asset_partition_range"
        return {f"{prefix}_start": start, f"{prefix}_end": end}

    def write(self, file: Path, number: int) -> None:
        """Write it for the code location."""
        order = {
            "number": number,
            "program": str(self.program),
            "run_config": self.run_config or {},
            "partition_key": self.partition_key,
            "tags": self.tags,
            "job": self.job,
            "in_process": self.in_process,
        }
        file.write_text(json.dumps(order))


@dataclass(frozen=True)
class Outcome:
    """What the runs of one way left, the oldest first."""

    runs: list[dg.DagsterRun]
    # With its partition and metadata.
    materialized: list[dg.AssetMaterialization]
    checks: list[dg.AssetCheckEvaluation]
    events: list[dg.DagsterEvent]
    logged: list[str]  # the messages that its assets logged
    printed: list[str]  # the lines that their steps printed
    refused: str  # what is said instead of starting a run


class Ways:
    """An instance with a code server and a webserver."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._stack = ExitStack()
        self._code_port = find_free_port()
        self._web_port = find_free_port()
        self._number = 0
        self._code_server: Any = None
        self._servers: list[subprocess.Popen[bytes]] = []
        self._now = datetime(2025, 5, 5, 12, tzinfo=UTC)
        self._environment = {
            **os.environ,
            "DAGSTER_DISABLE_TELEMETRY": "yes",
            "DAGSTER_HOME": str(home),
            "PYTHONPATH": str(ROOT),
        }
        write_settings(home)
        self._workspace = write_workspace(home, self._code_port)

    def close(self) -> None:
        """End all processes."""
        self._stack.close()

    def start(self, order: Order) -> dict[str, Outcome]:
        """Start a run in each way, and wait until all end, or WaysError."""
        self._number += 1
        order.write(self._home / ORDER, self._number)
        with (
            own_environment(self._environment),
            ExitStack() as stack,
            warnings.catch_warnings(),
        ):
            # Dagster's daemon and client use what is deprecated.
            warnings.simplefilter("ignore", DeprecationWarning)
            warnings.filterwarnings("error", _NOT_LOADED)
            # First of all: two processes cannot make the same databases.
            instance = stack.enter_context(dg.DagsterInstance.get())
            self._serve()
            known = {run.run_id for run in instance.get_runs()}
            launched: list[subprocess.Popen[bytes]] = []
            if LAUNCH in order.ways:
                command = self._running("dg", *_launch(order))
                launched.append(stack.enter_context(command))
            daemon = stack.enter_context(closing(Daemon(instance)))
            self._tick(daemon, order)
            refused = {}
            if WEBSERVER in order.ways:
                refused[WEBSERVER] = self._submit(order)
            if BACKFILL in order.ways:
                self._backfill(order)
            printed = StringIO()
            if IN_PROCESS in order.ways:
                with redirect_stdout(printed):
                    _execute(order, instance)

            def have_ended() -> bool:
                commands = [command.poll() for command in launched]
                return turn_until_ended(daemon) and None not in commands

            self._wait(have_ended, "its runs have not ended")
            new = [run for run in daemon.runs() if run.run_id not in known]
            if any(command.returncode for command in launched):
                refused[LAUNCH] = (self._home / "dg.log").read_text()
            outcomes = {}
            for way in order.ways:
                runs = [r for r in new if r.tags.get(_WAY, LAUNCH) == way]
                said = refused.get(way, "")
                outcomes[way] = _read(instance, runs, said)
            if IN_PROCESS in order.ways:
                outcomes[IN_PROCESS].printed.extend(
                    printed.getvalue().splitlines()
                )
            return outcomes

    def _serve(self) -> None:
        """Start both servers, or let the code server load the program."""
        if self._code_server:
            self._code_server.reload_code(timeout=MOST_SECONDS)
            return
        location = str(Path(__file__).with_name("location.py"))
        for command in [
            ["dagster", "code-server", "start", "-f", location],
            ["dagster-webserver", "-w", str(self._workspace)],
        ]:
            is_code = command[0] == "dagster"
            port = self._code_port if is_code else self._web_port
            server = self._running(*command, *listen(port))
            self._servers.append(self._stack.enter_context(server))
        client = ask_code(self._code_port)
        self._wait(lambda: client.ping("") or True, "no code server answers")
        self._code_server = client

    def _tick(self, daemon: Daemon, order: Order) -> None:
        """Turn on what starts runs by itself, and let a minute pass."""
        try:
            daemon.connect(reach_code(self._code_port))
        except UserWarning as warning:
            raise WaysError(f"{order.program}: {warning}") from None
        asked = {SCHEDULE, SENSOR, CONDITION} & {*order.ways}
        automatic = [f"{way}_{self._number}" for way in asked]
        self._now += timedelta(seconds=1)
        for name in automatic:
            daemon.start(name, self._now)
        if CONDITION in asked:
            daemon.turn_conditions(self._now)
        self._now += timedelta(minutes=1)
        daemon.turn_schedules(self._now)
        daemon.turn_sensors(self._now)
        if CONDITION in asked:
            daemon.turn_conditions(self._now)
        for name in automatic:
            daemon.stop(name, self._now)

    def _submit(self, order: Order) -> str:
        """Ask the webserver for a run, and give what it says if it refuses."""
        tags = {_WAY: WEBSERVER, **order.tags}
        if order.partition_key:
            tags["dagster/partition"] = order.partition_key
        if isinstance(order.partition_key, dg.MultiPartitionKey):
            # As Dagster's UI does, which asks for the tags of the key.
            for name, key in order.partition_key.keys_by_dimension.items():
                tags[f"dagster/partition/{name}"] = key
        client = self._client()
        try:
            client.submit_job_execution(
                order.job, run_config=order.run_config or {}, tags=tags
            )
        except DagsterGraphQLClientError as error:
            return str(error)
        return ""

    def _backfill(self, order: Order) -> None:
        graph = load_program(order.program).defs.resolve_asset_graph()
        key = order.partition_key
        start, end = order.partition_range or (key, key)
        keys = {"partitions": {"ranges": [{"start": start, "end": end}]}}
        request = {
            "partitionsByAssets": [
                {
                    "assetKey": {"path": asset.path},
                    **(keys if graph.get(asset).is_partitioned else {}),
                }
                for asset in sorted(graph.materializable_asset_keys)
            ],
            "tags": [{"key": _WAY, "value": BACKFILL}],
        }
        if refused := launch_backfill(self._client(), request):
            raise WaysError(f"{order.program}: no backfill, but {refused}")

    def _client(self) -> DagsterGraphQLClient:
        address = f"http://{HOST}:{self._web_port}/server_info"
        self._wait(lambda: urlopen(address, timeout=5), "no webserver answers")
        client = DagsterGraphQLClient(HOST, port_number=self._web_port)
        client.reload_repository_location(LOCATION)
        return client

    def _running(
        self, *command: str
    ) -> AbstractContextManager[subprocess.Popen[bytes]]:
        return running(
            *command, logs=self._home, cwd=ROOT, environment=self._environment
        )

    def _wait(self, is_done: Callable[[], object], fault: str) -> None:
        wait_until(
            is_done,
            fault,
            logs=self._home,
            seconds=MOST_SECONDS,
            servers=self._servers,
        )


def _launch(order: Order) -> list[str]:
    """Give the options of `dg` that start the run."""
    location = Path(__file__).with_name("location.py")
    options = ["launch", "--job", order.job, "-f", str(location)]
    if order.partition_key:
        options += ["--partition", order.partition_key]
    if order.partition_range:
        options += ["--partition-range", "...".join(order.partition_range)]
    if order.run_config:
        options += ["--config-json", json.dumps(order.run_config)]
    return options


def _execute(order: Order, instance: dg.DagsterInstance) -> None:
    """Run in this process."""
    own = load_program(order.program).defs
    with_ways(own, in_process=True).resolve_job_def(
        order.job
    ).execute_in_process(
        run_config=order.run_config,
        partition_key=order.partition_key,
        tags={_WAY: IN_PROCESS, **order.tags},
        instance=instance,
        raise_on_error=False,
    )


def _read(
    instance: dg.DagsterInstance, runs: list[dg.DagsterRun], refused: str
) -> Outcome:
    outcome = Outcome(runs, [], [], [], [], [], refused)
    for run in runs:
        for entry in instance.all_logs(run.run_id):
            event: Any = entry.dagster_event
            if event:
                outcome.events.append(event)
            else:
                outcome.logged.append(entry.user_message)
            kind = event and event.event_type
            if kind == dg.DagsterEventType.ASSET_MATERIALIZATION:
                found = event.event_specific_data.materialization
                outcome.materialized.append(found)
            elif kind == dg.DagsterEventType.ASSET_CHECK_EVALUATION:
                outcome.checks.append(event.event_specific_data)
            elif kind == dg.DagsterEventType.LOGS_CAPTURED:
                key = [
                    run.run_id,
                    "compute_logs",
                    event.event_specific_data.file_key,
                ]
                log = instance.compute_log_manager.get_log_data(key)
                lines = (log.stdout or b"").decode().splitlines()
                outcome.printed.extend(lines)
    return outcome
