"""Every claim of docs/alerts/one_alert.md, proved."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import permutations
from types import ModuleType
from typing import Any

import dagster as dg
import pytest

from snippets.alerts.one_alert import (
    after_the_last_retry,
    mistake_a_hook_of_each_asset,
    mistake_false_is_true,
    mistake_in_the_asset,
    mistake_nobody_is_the_first,
    once_for_a_backfill,
    when_it_starts_to_fail,
)
from tests._harness.daemon import _SETTINGS, Daemon, run_daemon
from tests.conftest import Mend, Run

PAGE = "alerts/one_alert"
NOON = datetime(2025, 5, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
RETRIES = {"run_retries": {"enabled": True}}
Capture = pytest.CaptureFixture[str]
PLAIN = ModuleType("plain")


@dg.run_failure_sensor(
    name="tell", default_status=dg.DefaultSensorStatus.RUNNING
)
def tell_of_each(context: dg.RunFailureSensorContext) -> None:
    """Tell of each run that fails, as the table's second column has it."""
    print(context.dagster_run.job_name, "failed")


PLAIN.__dict__["defs"] = dg.Definitions(sensors=[tell_of_each])


@contextmanager
def daemon_of(
    defs: dg.Definitions, settings: Mapping[str, object] = RETRIES
) -> Iterator[Daemon]:
    """Give a daemon that executes runs and retries them as the settings say."""
    with (
        dg.instance_for_test({**_SETTINGS, **settings}) as instance,
        run_daemon(defs, instance, executes=True) as daemon,
    ):
        daemon.turn_retries(NOON)  # which only notes where to start
        turn(daemon, NOON)
        yield daemon


def turn(daemon: Daemon, at: datetime) -> None:
    """Let the daemon look after sensors, backfills and retries once."""
    daemon.turn_sensors(at)
    daemon.turn_retries(at)


def starting(
    page: ModuleType,
    *assets: dg.AssetsDefinition,
    tags: Mapping[str, str] | None = None,
) -> dg.Definitions:
    """Add a sensor that starts one run of the assets to those of a page."""
    job = dg.define_asset_job("shop", [*assets], tags=tags)

    @dg.sensor(job=job, default_status=dg.DefaultSensorStatus.RUNNING)
    def start() -> dg.RunRequest:
        return dg.RunRequest("once")

    return dg.Definitions(
        [*assets], jobs=[job], sensors=[*page.defs.sensors, start]
    )


def failing(fails: int, retries: int = 0) -> dg.AssetsDefinition:
    """Define an asset that fails so often, and then does not."""
    left = [fails]

    @dg.asset(retry_policy=dg.RetryPolicy(max_retries=retries))
    def orders() -> None:
        if left[0]:
            left[0] -= 1
            raise ConnectionError

    return orders


def said(capsys: Capture) -> list[str]:
    """Read what was printed, apart from what the daemon logs."""
    lines = capsys.readouterr().out.splitlines()
    return [line for line in lines if "dagster.daemon" not in line]


def test_only_the_last_failure_is_told(run: Run) -> None:
    assert run(f"{PAGE}/after_the_last_retry") == [
        *("1 true", "0 false", "shop failed")
    ]
    page = after_the_last_retry
    assert page.defs.sensors == [page.tell]
    assert page.defs.jobs == [page.shop]
    assert page.shop.tags == {"dagster/max_retries": "1"}
    job = page.defs.resolve_job_def("shop")
    assert job.asset_layer.executable_asset_keys == {page.orders.key}


@pytest.mark.parametrize(
    "page", [after_the_last_retry, once_for_a_backfill, mistake_false_is_true]
)
def test_which_sensors_are_on_at_first(page: ModuleType) -> None:
    is_on = page.tell.default_status is dg.DefaultSensorStatus.RUNNING
    assert is_on == (page is not mistake_false_is_true)


@pytest.mark.parametrize(
    ("page", "fails", "told"),
    [
        (after_the_last_retry, 3, 1),
        (after_the_last_retry, 2, 0),
        (once_for_a_backfill, 3, 1),
        (once_for_a_backfill, 2, 0),
        (PLAIN, 3, 3),
        (PLAIN, 2, 2),
    ],
)
def test_the_daemon_retries_a_run_and_the_sensor_tells_of_the_last(
    page: ModuleType, fails: int, told: int, capsys: Capture
) -> None:
    tags = {"dagster/max_retries": "2"}
    defs = starting(page, failing(fails), tags=tags)
    with daemon_of(defs) as daemon:
        for minute in range(1, 6):
            turn(daemon, NOON + minute * MINUTE)
        assert len(daemon.runs()) == 3
    assert len(said(capsys)) == told


@pytest.mark.parametrize("settings", [{}, {"run_retries": {"enabled": False}}])
def test_without_run_retries_there_is_no_tag_and_each_run_is_told(
    settings: dict[str, object], capsys: Capture
) -> None:
    tags = {"dagster/max_retries": "2"}
    defs = starting(after_the_last_retry, failing(3), tags=tags)
    with daemon_of(defs, settings) as daemon:
        for minute in range(1, 4):
            turn(daemon, NOON + minute * MINUTE)
        [each] = daemon.runs()
        assert "dagster/will_retry" not in each.tags
    assert said(capsys) == ["shop failed"]


@pytest.mark.parametrize("page", [PLAIN, after_the_last_retry])
@pytest.mark.parametrize(("fails", "told"), [(3, 1), (2, 0)])
def test_a_policy_retries_within_the_run_and_the_sensor_tells_once(
    page: ModuleType, fails: int, told: int, capsys: Capture
) -> None:
    defs = starting(page, failing(fails, retries=2))
    with daemon_of(defs) as daemon:
        for minute in range(1, 4):
            turn(daemon, NOON + minute * MINUTE)
        assert len(daemon.runs()) == 1
    assert said(capsys) == ["shop failed"] * told


@pytest.mark.parametrize("page", [PLAIN, after_the_last_retry])
def test_three_assets_that_fail_in_a_run_are_one_alert(
    page: ModuleType, capsys: Capture
) -> None:
    tables = mistake_a_hook_of_each_asset.tables
    with daemon_of(starting(page, *tables)) as daemon:
        for minute in range(1, 4):
            turn(daemon, NOON + minute * MINUTE)
    assert said(capsys) == ["shop failed"]


def test_one_alert_for_three_runs_of_a_backfill(run: Run) -> None:
    assert run(f"{PAGE}/once_for_a_backfill") == ["shop failed: north"]
    page = once_for_a_backfill
    assert page.defs.sensors == [page.tell]
    assert page.defs.jobs == [page.shop]
    assert page.SAME == ("dagster/backfill", "dagster/will_retry")
    regions = page.orders.partitions_def
    assert regions
    assert regions.get_partition_keys() == ["north", "south", "west"]
    job = page.defs.resolve_job_def("shop")
    assert job.asset_layer.executable_asset_keys == {page.orders.key}


@pytest.mark.parametrize(
    ("page", "retries", "told"),
    [
        (once_for_a_backfill, 0, 1),
        (once_for_a_backfill, 1, 1),
        (after_the_last_retry, 1, 3),
        (PLAIN, 0, 3),
    ],
)
def test_how_many_alerts_a_backfill_of_the_daemon_sends(
    page: ModuleType, retries: int, told: int, capsys: Capture
) -> None:
    settings = {"run_retries": {"enabled": True, "max_retries": retries}}
    assets = once_for_a_backfill.defs.assets
    defs = dg.Definitions(assets, sensors=page.defs.sensors)
    with daemon_of(defs, settings) as daemon:
        daemon.backfill("orders", NOON)
        for minute in range(1, 6):
            daemon.turn_backfills()
            turn(daemon, NOON + minute * MINUTE)
        assert len(daemon.runs()) == 3 * (1 + retries)
        backfills = {each.tags["dagster/backfill"] for each in daemon.runs()}
        assert backfills == {"orders"}
    assert len(said(capsys)) == told


@pytest.mark.parametrize("each_alone", [False, True])
def test_one_alert_for_a_backfill_in_any_order_of_its_runs(
    each_alone: bool, capsys: Capture
) -> None:
    """With a tick after each run that failed, or after all."""
    job = dg.define_asset_job("shop", selection=[failing(0)])
    defs = dg.Definitions([failing(0)], jobs=[job])
    found = []
    with dg.instance_for_test() as instance:
        for number, order in enumerate(permutations(range(3))):
            runs = [
                instance.create_run_for_job(
                    defs.resolve_job_def("shop"),
                    tags={"dagster/backfill": str(number)},
                )
                for _ in order
            ]
            if each_alone:
                for place in order:
                    instance.report_run_failed(runs[place])
                    tell_of(runs[place].run_id, instance)
            else:
                for place in order:
                    instance.report_run_failed(runs[place])
                for each in runs:
                    tell_of(each.run_id, instance)
            found.append(len(said(capsys)))
    assert found == [1] * 6


def tell_of(
    run_id: str,
    instance: dg.DagsterInstance,
    tell: dg.SensorDefinition = once_for_a_backfill.tell,
) -> None:
    """Let a sensor look at a run that has failed."""
    run = instance.get_run_by_id(run_id)
    assert run
    records = instance.all_logs(run_id, of_type=dg.DagsterEventType.RUN_FAILURE)
    event = records[0].dagster_event
    assert event
    with dg.build_run_status_sensor_context(
        "tell", event, instance, run
    ) as context:
        tell(context)


def test_a_run_outside_a_backfill_is_told(capsys: Capture) -> None:
    with daemon_of(starting(once_for_a_backfill, failing(1))) as daemon:
        for minute in range(1, 4):
            turn(daemon, NOON + minute * MINUTE)
    assert said(capsys) == ["shop failed: None"]


def test_a_job_that_starts_to_fail_and_works_again_is_told(run: Run) -> None:
    page = when_it_starts_to_fail
    statuses = ["SUCCESS", "FAILURE", "SUCCESS"]
    assert run(f"{PAGE}/when_it_starts_to_fail") == [
        f"shop {status}" for status in statuses
    ]
    sensors = [page.tell_of_success, page.tell_of_failure]
    assert page.defs.sensors == sensors
    assert page.defs.jobs == [page.hourly]
    assert [each.name for each in sensors] == [
        *("tell_of_success", "tell_of_failure")
    ]
    for each in sensors:
        assert each.default_status is dg.DefaultSensorStatus.RUNNING
    assert page.defs.resources == {"shop": page.Shop(answers=True)}
    job = page.defs.resolve_job_def("shop")
    assert job.asset_layer.executable_asset_keys == {page.orders.key}


def test_the_daemon_tells_of_each_change_of_each_job_once(
    capsys: Capture,
) -> None:
    """Another job, and a canceled run, change nothing."""
    page = when_it_starts_to_fail
    with daemon_of(page.defs, {}) as daemon:
        other = dg.define_asset_job("other", [page.orders])
        more = dg.Definitions(
            [page.orders],
            jobs=[page.hourly, other],
            resources=page.defs.resources,
        )
        jobs = [more.resolve_job_def(name) for name in ("shop", "other")]
        at = NOON
        for ends in ("failed", "failed", "canceled", "failed", "canceled"):
            for job in jobs:
                created = daemon.instance.create_run_for_job(
                    job, remote_job_origin=origin(daemon)
                )
                if ends == "failed":
                    daemon.instance.report_run_failed(created)
                else:
                    daemon.instance.report_run_canceled(created)
                at += MINUTE
                turn(daemon, at)
    assert said(capsys) == ["shop FAILURE", "other FAILURE"]


def origin(daemon: Daemon) -> Any:
    """Name the job of the code location, as the run of a schedule does."""
    context = daemon._workspace.create_request_context()
    [repository] = context.get_code_location("shop").get_repositories().values()
    return repository.get_full_job("shop").get_remote_origin()


def test_an_alert_in_the_asset_is_sent_at_each_try(
    run: Run, mend: Mend
) -> None:
    name = f"{PAGE}/mistake_in_the_asset"
    alert = "orders failed: the shop does not answer"
    assert run(name) == [alert, alert, "True"]
    policy = mistake_in_the_asset.orders.op.retry_policy
    assert policy == dg.RetryPolicy(max_retries=2)
    body = '        tell(f"orders failed: {error}")\n'
    assert mend(name, {body: "", " as error": ""}) == ["True"]


def test_a_hook_of_the_job_is_called_for_each_asset(run: Run) -> None:
    page = mistake_a_hook_of_each_asset
    names = ["customers", "orders", "stock"]
    assert run(f"{PAGE}/mistake_a_hook_of_each_asset") == [
        f"{name} failed: the shop does not answer" for name in names
    ]
    assert page.defs.assets == page.tables
    assert page.defs.jobs == [page.shop]


def test_the_string_false_counts_as_true(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_false_is_true"
    assert run(name) == ["'false'"]
    tag = '.get("dagster/will_retry")'
    assert mend(name, {tag: f'{tag} == "true"'}) == ["shop failed", "'false'"]
    page = mistake_false_is_true
    assert page.defs.sensors == [page.tell]
    assert page.defs.jobs == [page.shop]
    job = page.defs.resolve_job_def("shop")
    assert job.asset_layer.executable_asset_keys == {page.orders.key}


def test_the_string_false_tells_nobody_with_the_daemon(
    capsys: Capture,
) -> None:
    tell = dg.run_failure_sensor(default_status=dg.DefaultSensorStatus.RUNNING)
    mistake: Any = mistake_false_is_true.tell
    function = mistake._run_status_sensor_fn
    page = ModuleType("page")
    page.__dict__["defs"] = dg.Definitions(sensors=[tell(function.__wrapped__)])
    with daemon_of(starting(page, failing(1))) as daemon:
        for minute in range(1, 4):
            turn(daemon, NOON + minute * MINUTE)
        [each] = daemon.runs()
        assert each.tags["dagster/will_retry"] == "false"
    assert said(capsys) == []


def test_two_runs_before_a_tick_are_both_not_the_first(
    run: Run, mend: Mend
) -> None:
    name = f"{PAGE}/mistake_nobody_is_the_first"
    lines = ["north is one of 2", "south is one of 2"]
    assert run(name) == lines
    count = "context.instance.get_runs_count(same)"
    records = "context.instance.get_run_records(same, order_by='end_time')"
    assert mend(
        name,
        {
            f"failed = {count}": f"failed = {records}[-1].dagster_run.run_id",
            "failed == 1": "failed == run.run_id",
            'print(run.tags["dagster/partition"], "is one of", failed)': "",
        },
    ) == ["shop failed"]
    page = mistake_nobody_is_the_first
    assert page.defs.sensors == [page.tell]
    assert page.defs.jobs == [page.shop]
    job = page.defs.resolve_job_def("shop")
    assert job.asset_layer.executable_asset_keys == {page.orders.key}


def test_the_mistake_counts_only_failed_runs_of_the_backfill(
    capsys: Capture,
) -> None:
    page = mistake_nobody_is_the_first
    job = page.defs.resolve_job_def("shop")
    tags = {"dagster/backfill": "a", "dagster/partition": "north"}
    with dg.instance_for_test() as instance:
        run, _ = [instance.create_run_for_job(job, tags=tags) for _ in "ab"]
        other = {**tags, "dagster/backfill": "b"}
        elsewhere = instance.create_run_for_job(job, tags=other)
        for each in (run, elsewhere):
            instance.report_run_failed(each)
        tell_of(run.run_id, instance, page.tell)
    assert said(capsys) == ["north is one of 1", "shop failed"]
