"""Every claim of docs/automation/which.md, proved."""

import warnings
from datetime import UTC, datetime, timedelta

import dagster as dg
import pytest

from snippets.automation.which import (
    each_in_its_way,
    mistake_an_hour_later,
    mistake_condition_for_the_past,
    mistake_sensor_as_a_clock,
    not_before_its_upstream,
)
from tests._harness.daemon import Daemon, run_daemon
from tests.conftest import Run

PAGE = "automation/which"
CONDITIONS = "default_automation_condition_sensor"
NOON = datetime(2025, 5, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

pytestmark = pytest.mark.filterwarnings("ignore::dagster.BetaWarning")


def update(daemon: Daemon, key: str, partition: str | None = None) -> None:
    event = dg.AssetMaterialization(key, partition=partition)
    daemon.instance.report_runless_asset_event(event)


def requested(daemon: Daemon) -> list[str]:
    """Name the assets of the runs, those of the oldest first."""
    planned = dg.DagsterEventType.ASSET_MATERIALIZATION_PLANNED
    records = [
        record
        for run in daemon.runs()
        for record in daemon.instance.get_records_for_run(
            run.run_id, of_type=planned
        ).records
    ]
    events = [record.event_log_entry.dagster_event for record in records]
    keys = [event.asset_key for event in events if event]
    return [key.path[-1] for key in keys if key]


def test_a_schedule_starts_its_asset_at_a_time_of_day() -> None:
    with run_daemon(each_in_its_way.defs) as daemon:
        daemon.start("every_morning", NOON)
        for at in (NOON, NOON + 17 * HOUR, NOON + 18 * HOUR):
            daemon.turn_schedules(at)
        [tick] = daemon.ticks("every_morning")
        assert tick.at == datetime(2025, 5, 2, 6, tzinfo=UTC)
        assert requested(daemon) == ["orders"]


def test_after_an_outage_a_schedule_makes_its_last_tick_only() -> None:
    with run_daemon(each_in_its_way.defs) as daemon:
        daemon.start("every_morning", NOON)
        daemon.turn_schedules(NOON)
        daemon.turn_schedules(NOON + 5 * DAY)
        [tick] = daemon.ticks("every_morning")
        assert tick.at == datetime(2025, 5, 6, 6, tzinfo=UTC)


def test_a_sensor_starts_its_asset_for_each_file() -> None:
    with run_daemon(each_in_its_way.defs) as daemon:
        daemon.start("new_files", NOON)
        for minutes in range(3):
            daemon.turn_sensors(NOON + minutes * MINUTE)
        assert requested(daemon) == ["returns"]
        [launched] = daemon.runs()
        assert launched.tags["dagster/run_key"] == "returns_monday.csv"


def test_after_an_outage_a_sensor_requests_all_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inbox = ["returns_monday.csv"]
    monkeypatch.setattr(each_in_its_way, "inbox", inbox)
    with run_daemon(each_in_its_way.defs) as daemon:
        daemon.start("new_files", NOON)
        daemon.turn_sensors(NOON)
        inbox += ["returns_tuesday.csv", "returns_wednesday.csv"]
        daemon.turn_sensors(NOON + 5 * DAY)
        assert requested(daemon) == ["returns"] * 3


def test_a_condition_starts_its_asset_after_others() -> None:
    with run_daemon(each_in_its_way.defs, executes=True) as daemon:
        daemon.start(CONDITIONS, NOON)
        daemon.turn_conditions(NOON)
        assert daemon.runs() == []
        for minutes, key in ((1, "orders"), (2, "returns"), (3, "orders")):
            update(daemon, key)
            daemon.turn_conditions(NOON + minutes * MINUTE)
        assert requested(daemon) == ["revenue"] * 3


def test_a_condition_follows_a_schedule() -> None:
    with run_daemon(each_in_its_way.defs, executes=True) as daemon:
        daemon.start("every_morning", NOON)
        daemon.start(CONDITIONS, NOON)
        for hours in (0, 18):
            daemon.turn_schedules(NOON + hours * HOUR)
            daemon.turn_conditions(NOON + hours * HOUR)
        assert requested(daemon) == ["orders", "revenue"]


def test_after_an_outage_a_condition_requests_one_run() -> None:
    with run_daemon(each_in_its_way.defs, executes=True) as daemon:
        daemon.start(CONDITIONS, NOON)
        daemon.turn_conditions(NOON)
        for key in ("orders", "returns", "orders"):
            update(daemon, key)
        for minutes in (0, 1):
            daemon.turn_conditions(NOON + 5 * DAY + minutes * MINUTE)
        assert requested(daemon) == ["revenue"]


def test_with_on_cron_an_asset_waits_for_its_upstream(run: Run) -> None:
    printed = run(f"{PAGE}/not_before_its_upstream")
    assert printed == ["02:59 0", "03:00 0", "04:10 1"]
    with run_daemon(not_before_its_upstream.defs, executes=True) as daemon:
        daemon.start(CONDITIONS, NOON)
        update(daemon, "orders")
        for hours in (0, 15, 16):
            daemon.turn_conditions(NOON + hours * HOUR)
        assert daemon.runs() == []
        update(daemon, "orders")
        for hours in (17, 18):
            daemon.turn_conditions(NOON + hours * HOUR)
        assert requested(daemon) == ["revenue"]


def test_after_an_outage_on_cron_requests_one_run() -> None:
    with run_daemon(not_before_its_upstream.defs, executes=True) as daemon:
        daemon.start(CONDITIONS, NOON)
        daemon.turn_conditions(NOON)
        for minutes in (0, 1):
            update(daemon, "orders")
            daemon.turn_conditions(NOON + 5 * DAY + minutes * MINUTE)
        assert len(daemon.runs()) == 1


def test_a_backfill_starts_a_run_for_each_day_even_after_an_outage() -> None:
    with run_daemon(mistake_condition_for_the_past.defs) as daemon:
        daemon.backfill("revenue", datetime(2025, 5, 4, 12, tzinfo=UTC))
        daemon.turn_backfills()  # much later
        keys = [run.tags["dagster/partition"] for run in daemon.runs()]
    assert keys == ["2025-05-01", "2025-05-02", "2025-05-03"]


@pytest.mark.parametrize("name", ["every_morning", "new_files", CONDITIONS])
def test_each_is_stopped_at_first(name: str) -> None:
    with run_daemon(each_in_its_way.defs) as daemon:
        for days in (0, 1):
            for key in ("orders", "returns"):
                update(daemon, key)
            daemon.turn_schedules(NOON + days * DAY)
            daemon.turn_sensors(NOON + days * DAY)
            daemon.turn_conditions(NOON + days * DAY)
        assert daemon.ticks(name) == []
        assert daemon.runs() == []


def test_an_hour_later_the_orders_may_be_those_of_yesterday(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(f"{PAGE}/mistake_an_hour_later") == [
        "May 1 orders True",
        "revenue from the orders of May 1",
        "May 1 revenue True",
        "May 2 orders False",
        "revenue from the orders of May 1",
        "May 2 revenue True",
    ]
    module = mistake_an_hour_later
    assert module.defs.assets == [module.orders, module.revenue]
    monkeypatch.setattr(module, "answers", ["orders of May 1"])
    with run_daemon(module.defs, executes=True) as daemon:
        for name in ("at_two", "at_three"):
            daemon.start(name, NOON)
        for hours in (14, 15, 38, 39):
            daemon.turn_schedules(NOON + hours * HOUR)
        assert requested(daemon) == ["orders", "revenue"] * 2
        succeeded = [run.is_success for run in daemon.runs()]
        assert succeeded == [True, True, False, True]


def test_a_sensor_starts_a_run_at_each_tick_of_the_hour_or_none(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(f"{PAGE}/mistake_sensor_as_a_clock") == [
        "02:59:30 0",
        "03:00:00 1",
        "03:00:30 1",
    ]
    module = mistake_sensor_as_a_clock
    assert module.defs.assets == [module.revenue]
    with run_daemon(module.defs) as daemon:
        daemon.start("at_three", NOON)
        for hours, runs in ((14.99, 0), (15, 1), (15.01, 2), (16, 2), (40, 2)):
            at = NOON + hours * HOUR
            monkeypatch.setattr(module, "now", at)
            daemon.turn_sensors(at)
            assert len(daemon.runs()) == runs


def test_a_target_of_both_runs_nothing_after_a_failure() -> None:
    module = mistake_an_hour_later
    assets = [module.orders, module.revenue]
    at_two = dg.ScheduleDefinition(
        "at_two", target=assets, cron_schedule="0 2 * * *"
    )
    module.answers.clear()
    defs = dg.Definitions(assets, schedules=[at_two])
    with run_daemon(defs, executes=True) as daemon:
        daemon.start("at_two", NOON)
        daemon.turn_schedules(NOON + 14 * HOUR)
        [failed] = daemon.runs()
        assert not failed.is_success
        made = daemon.instance.get_latest_materialization_event
        assert made(module.revenue.key) is None


def test_a_schedule_instead_of_the_clock_starts_one_run() -> None:
    module = mistake_sensor_as_a_clock
    at_three = dg.ScheduleDefinition(
        "at_three", target=[module.revenue], cron_schedule="0 3 * * *"
    )
    defs = dg.Definitions([module.revenue], schedules=[at_three])
    with run_daemon(defs) as daemon:
        daemon.start("at_three", NOON)
        for hours in (15, 15.01, 15.5, 16):
            daemon.turn_schedules(NOON + hours * HOUR)
        assert len(daemon.runs()) == 1


def test_a_condition_requests_the_newest_day_alone(run: Run) -> None:
    printed = run(f"{PAGE}/mistake_condition_for_the_past")
    assert printed == ["['2025-05-03']"]
    with run_daemon(mistake_condition_for_the_past.defs) as daemon:
        noon = datetime(2025, 5, 4, 12, tzinfo=UTC)
        daemon.start(CONDITIONS, noon)
        daemon.turn_conditions(noon)
        for day in ("2025-05-01", "2025-05-02", "2025-05-03"):
            update(daemon, "orders", day)
        for minutes in (1, 2):
            daemon.turn_conditions(noon + minutes * MINUTE)
        keys = [run.tags["dagster/partition"] for run in daemon.runs()]
    assert keys == ["2025-05-03"]


@pytest.mark.parametrize(
    "name", ["mistake_condition_for_the_past", "not_before_its_upstream"]
)
def test_no_other_warning_is_hidden(
    run: Run, recwarn: pytest.WarningsRecorder, name: str
) -> None:
    run(f"{PAGE}/{name}")
    warnings.warn("another", UserWarning, stacklevel=1)
    assert [str(each.message) for each in recwarn] == ["another"]
