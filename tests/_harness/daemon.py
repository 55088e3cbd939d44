"""Dagster's daemon, one turn at a time, at the time that a test gives.

Dagster has no public way to give its daemon a clock: what is private here is
what `dagster-daemon run` calls in its loops, and what Dagster's own tests use.
"""

import importlib
import logging
import sys
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import dagster as dg
import pytest

# Dagster's own daemon asks these, without types that hold on each release.
_asset_daemon: Any = importlib.import_module("dagster._daemon.asset_daemon")
_backfill: Any = importlib.import_module("dagster._daemon.backfill")
_partition_backfill: Any = importlib.import_module(
    "dagster._core.execution.backfill"
).PartitionBackfill
_queue: Any = importlib.import_module(
    "dagster._daemon.run_coordinator.queued_run_coordinator_daemon"
)
_retries: Any = importlib.import_module(
    "dagster._daemon.auto_run_reexecution.event_log_consumer"
)
_scheduler: Any = importlib.import_module("dagster._scheduler.scheduler")
_sensor: Any = importlib.import_module("dagster._daemon.sensor")
_reconstruct: Any = importlib.import_module(
    "dagster._core.definitions.reconstruct"
)
# The clock, the workspace of a daemon and the launchers of Dagster's tests.
_test_utils: Any = importlib.import_module("dagster._core.test_utils")
_loadable: Any = importlib.import_module(
    "dagster._core.types.loadable_target_origin"
)
_file_target: Any = importlib.import_module(
    "dagster._core.workspace.load_target"
).PythonFileTarget

# What a run worker calls to execute a run that was launched.
_execution: Any = importlib.import_module("dagster._core.execution.api")
_recon_job: Any = importlib.import_module(
    "dagster._utils.hosted_user_process"
).recon_job_from_origin

_LOG = logging.getLogger(__name__)
# Dagster's daemon itself uses what Dagster has deprecated.
_DEPRECATED = (
    ".*(AssetSelection.(keys|sources)|environment_vars|run_request_for_part"
    "|'warn' method)"
)
_MODULE = "the_shop_of_a_daemon"
LOCATION = "shop"
_SETTINGS = {
    "run_launcher": {
        "module": "dagster._core.test_utils",
        "class": "MockedRunLauncher",
    },
    # Without a queue, whose daemon would be another turn.
    "run_coordinator": {
        "module": "dagster._core.run_coordinator",
        "class": "DefaultRunCoordinator",
    },
}


@dataclass(frozen=True)
class Tick:
    """What one tick of a schedule, a sensor or the conditions did."""

    at: datetime
    status: str
    run_ids: tuple[str, ...]
    said: str
    """The reason of a skipped tick, or the messages of a failed one."""
    cursor: str | None


class Daemon:
    """The daemon of an instance, which knows one code location."""

    def __init__(
        self, instance: dg.DagsterInstance, *, executes: bool = False
    ) -> None:
        self.instance = instance
        self._executes = executes
        self._stack = ExitStack()

    def close(self) -> None:
        """Leave the code location."""
        self._stack.close()

    def deploy(self, defs: dg.Definitions | Path) -> None:
        """Start the daemon with these definitions instead of those before.

        Those of a program are served by a process of its own.
        """
        if isinstance(defs, Path):
            self.connect(_file_target(str(defs), None, None, LOCATION))
        else:
            _publish(defs)
            self.connect(_target())

    def connect(self, target: Any) -> None:
        """Start the daemon with what a workspace file can name."""
        self._stack.close()
        # Dagster logs to the standard output of now, which ends with a test.
        patch = self._stack.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(logging.getLogger("dagster"), "handlers", [])
        self._workspace: Any = self._stack.enter_context(
            _test_utils.create_test_daemon_workspace_context(
                target, self.instance
            )
        )
        # What Dagster keeps in memory from one turn of its loop to the next.
        self._times: dict[str, Any] = {}
        self._conditions: Any = _asset_daemon.AssetDaemon(
            settings=self.instance.get_auto_materialize_settings(),
            pre_sensor_interval_seconds=0,
        )

    def start(self, name: str, at: datetime) -> None:
        """Turn a schedule or a sensor on, as Dagster's UI does."""
        schedules, sensors = self._find()
        with _test_utils.freeze_time(at):
            if name in schedules:
                self.instance.start_schedule(schedules[name])
            else:
                self.instance.start_sensor(sensors[name])

    def stop(self, name: str, at: datetime) -> None:
        """Turn a schedule or a sensor off, as Dagster's UI does."""
        schedules, sensors = self._find()
        each = (schedules | sensors)[name]
        turn_off: Any = (
            self.instance.stop_schedule
            if name in schedules
            else self.instance.stop_sensor
        )
        with _test_utils.freeze_time(at):
            turn_off(each.get_remote_origin_id(), each.selector_id, each)

    def turn_schedules(self, at: datetime) -> None:
        """Let the scheduler look once."""
        with self._turn(at):
            list(
                _scheduler.launch_scheduled_runs(
                    self._workspace, _LOG, at, self._times
                )
            )

    def turn_sensors(self, at: datetime) -> None:
        """Let each sensor that is due look once."""
        with self._turn(at):
            list(
                _sensor.execute_sensor_iteration(
                    self._workspace, _LOG, None, None
                )
            )

    def turn_conditions(self, at: datetime) -> None:
        """Evaluate each automation condition that is due once."""
        with self._turn(at):
            self._conditions._run_iteration_impl(self._workspace, None, {}, {})

    def report(self, asset: str, at: datetime) -> None:
        """Say that an asset was updated, as its loader does."""
        with _test_utils.freeze_time(at):
            event = dg.AssetMaterialization(asset)
            self.instance.report_runless_asset_event(event)

    def turn_freshness(self, at: datetime) -> None:
        """Note which assets are fresh."""
        # Older releases do not have it.
        freshness: Any = importlib.import_module("dagster._daemon.freshness")
        with self._turn(at):
            list(freshness.FreshnessDaemon().run_iteration(self._workspace))

    def backfill(
        self, asset: str, at: datetime, keys: list[str] | None = None
    ) -> None:
        """Ask for partitions of an asset, or all, as Dagster's UI does."""
        context = self._workspace.create_request_context()
        with _test_utils.freeze_time(at):
            self.instance.add_backfill(
                _partition_backfill.from_asset_partitions(
                    backfill_id=asset,
                    asset_graph=context.asset_graph,
                    partition_names=keys,
                    all_partitions=keys is None,
                    asset_selection=[dg.AssetKey(asset)],
                    backfill_timestamp=at.timestamp(),
                    tags={},
                    dynamic_partitions_store=self.instance,
                    title=None,
                    description=None,
                    run_config=None,
                )
            )

    def turn_backfills(self) -> None:
        """Request runs of backfills, and note which have ended, once."""
        list(_backfill.execute_backfill_iteration(self._workspace, _LOG))

    def turn_retries(self, at: datetime) -> None:
        """Request failed runs again, if the instance has that daemon."""
        retries = _retries.EventLogConsumerDaemon()
        if retries.daemon_type() in self.instance.get_required_daemon_types():
            with self._turn(at):
                list(retries.run_iteration(self._workspace))

    def turn_queue(self) -> None:
        """Launch the runs that wait in the queue."""
        queue = _queue.QueuedRunCoordinatorDaemon(interval_seconds=1)
        list(queue.run_iteration(self._workspace))

    def ticks(self, name: str) -> list[Tick]:
        """List the ticks of a schedule or a sensor, the oldest first."""
        schedules, sensors = self._find()
        each = (schedules | sensors)[name]
        ticks = self.instance.get_ticks(
            each.get_remote_origin_id(), each.selector_id
        )
        return [_read(tick) for tick in reversed(ticks)]

    def runs(self) -> list[dg.DagsterRun]:
        """List all runs, the oldest first."""
        return list(reversed(self.instance.get_runs()))

    @contextmanager
    def _turn(self, at: datetime) -> Iterator[None]:
        """Stop the clock, and execute afterwards what the turn requested.

        Not within the turn: Dagster evaluates conditions in an event loop, and
        a run cannot start a second loop there.
        """
        with _test_utils.freeze_time(at):
            yield
            launched: Any = self.instance.run_launcher
            while self._executes and launched.queue():
                run = launched.queue().pop(0)
                job = _recon_job(run.job_code_origin)
                _execution.execute_run(job, run, self.instance)

    def _find(self) -> tuple[dict[str, Any], dict[str, Any]]:
        location = self._workspace.create_request_context().get_code_location(
            LOCATION
        )
        [repository] = location.get_repositories().values()
        return (
            {each.name: each for each in repository.get_schedules()},
            {each.name: each for each in repository.get_sensors()},
        )


@contextmanager
def run_daemon(
    defs: dg.Definitions | Path,
    instance: dg.DagsterInstance | None = None,
    *,
    executes: bool = False,
) -> Iterator[Daemon]:
    """Give a daemon that knows the definitions, and close it at the end.

    On an instance of its own, its runs stay as they were requested, unless it
    `executes` them: then each has ended, in this process, when the turn that
    requested it ends.
    """
    with warnings.catch_warnings(), ExitStack() as stack:
        warnings.filterwarnings("ignore", _DEPRECATED)
        own = instance or stack.enter_context(
            dg.instance_for_test(overrides=_SETTINGS)
        )
        daemon = Daemon(own, executes=executes)
        stack.enter_context(closing(daemon)).deploy(defs)
        yield daemon


def _publish(defs: dg.Definitions) -> None:
    """Put the definitions where a code location looks for them."""
    if defs.executor is None:
        # A process for each step could not import the module.
        in_process = dg.Definitions(executor=dg.in_process_executor)
        defs = dg.Definitions.merge(defs, in_process)
    module: Any = ModuleType(_MODULE)
    module.defs = defs
    sys.modules[_MODULE] = module
    # Dagster remembers the last job, although the module is another one now.
    _reconstruct.ReconstructableJob.get_definition.cache_clear()
    _reconstruct.ReconstructableJob.get_repository_definition.cache_clear()


def _target() -> Any:
    """Name the published definitions, as a workspace file does."""
    return _test_utils.InProcessTestWorkspaceLoadTarget(
        remote_origin().InProcessCodeLocationOrigin(
            loadable_target_origin=_loadable.LoadableTargetOrigin(
                executable_path=sys.executable,
                module_name=_MODULE,
                attribute="defs",
            ),
            location_name=LOCATION,
        )
    )


def remote_origin() -> Any:
    """Find where Dagster keeps the origin of a code location, by release."""
    try:
        return importlib.import_module("dagster._core.remote_origin")
    except ModuleNotFoundError:
        return importlib.import_module(
            "dagster._core.remote_representation.origin"
        )


def _read(tick: Any) -> Tick:
    return Tick(
        at=datetime.fromtimestamp(tick.timestamp, UTC),
        status=tick.status.value,
        run_ids=tuple(tick.run_ids),
        said=tick.skip_reason or _explain(tick.error),
        cursor=tick.cursor,
    )


def _explain(error: Any) -> str:
    """Tell an error, and below it what caused it."""
    if error is None:
        return ""
    return f"{error.message.strip()}\n{_explain(error.cause)}".strip()
