"""Dagster's daemon ticks at the time that a test gives."""

import logging
from datetime import UTC, datetime, timedelta

import dagster as dg

from tests._harness.daemon import run_daemon

NOON = datetime(2025, 5, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@dg.asset
def orders() -> None: ...


@dg.asset(automation_condition=dg.AutomationCondition.missing())
def revenue() -> None: ...


@dg.schedule(target=[orders], cron_schedule="0 6 * * *")
def nightly(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    if context.scheduled_execution_time.day == 3:
        raise ValueError("closed on May 3")
    return dg.RunRequest()


@dg.sensor(target=[orders], minimum_interval_seconds=60)
def arrivals(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    seen = int(context.cursor or 0)
    requests = [dg.RunRequest()] if seen == 1 else []
    return dg.SensorResult(requests, cursor=str(seen + 1))


def test_a_schedule_ticks_once_started_and_its_runs_are_only_requested() -> (
    None
):
    defs = dg.Definitions([orders], schedules=[nightly])
    with run_daemon(defs) as daemon:
        daemon.turn_schedules(NOON)
        daemon.start("nightly", NOON)
        for days in (1, 1, 2):
            daemon.turn_schedules(NOON + days * DAY)
        [good, failed] = daemon.ticks("nightly")
        [run] = daemon.runs()
        assert good.at == datetime(2025, 5, 2, 6, tzinfo=UTC)
        assert good.status == "SUCCESS"
        assert good.run_ids == (run.run_id,)
        assert not run.is_finished
        assert failed.status == "FAILURE"
        assert "nightly" in failed.said
        daemon.stop("nightly", NOON + 2 * DAY)
        daemon.turn_schedules(NOON + 3 * DAY)
        assert len(daemon.ticks("nightly")) == 2


def test_runs_are_executed_on_request() -> None:
    defs = dg.Definitions([orders], schedules=[nightly])
    with run_daemon(defs, executes=True) as daemon:
        daemon.start("nightly", NOON)
        daemon.turn_schedules(NOON + DAY)
        [run] = daemon.runs()
        assert run.is_success
        assert daemon.instance.get_latest_materialization_event(orders.key)


def test_other_definitions_replace_those_before() -> None:
    defs = dg.Definitions([orders], schedules=[nightly])
    with run_daemon(defs) as daemon:
        daemon.start("nightly", NOON)
        daemon.turn_schedules(NOON + timedelta(minutes=1))
        hourly = dg.ScheduleDefinition(
            "nightly", target=[orders], cron_schedule="0 * * * *"
        )
        daemon.deploy(dg.Definitions([orders], schedules=[hourly]))
        daemon.turn_schedules(NOON + timedelta(minutes=61))
        [tick] = daemon.ticks("nightly")
        assert tick.at == NOON + timedelta(hours=1)


def test_a_sensor_looks_when_it_is_due_and_keeps_its_cursor() -> None:
    defs = dg.Definitions([orders], sensors=[arrivals])
    with run_daemon(defs) as daemon:
        daemon.start("arrivals", NOON)
        for seconds in (60, 70, 120):
            daemon.turn_sensors(NOON + timedelta(seconds=seconds))
        [first, second] = daemon.ticks("arrivals")
        assert (first.status, first.cursor) == ("SKIPPED", "1")
        assert (second.status, second.cursor) == ("SUCCESS", "2")
        assert [run.run_id for run in daemon.runs()] == [*second.run_ids]
        daemon.stop("arrivals", NOON + DAY)
        daemon.turn_sensors(NOON + DAY)
        assert len(daemon.ticks("arrivals")) == 2


def test_a_condition_requests_what_is_missing_once() -> None:
    conditions = "default_automation_condition_sensor"
    with run_daemon(dg.Definitions([revenue]), executes=True) as daemon:
        daemon.turn_conditions(NOON)
        assert daemon.runs() == []
        daemon.start(conditions, NOON)
        for minutes in (1, 2):
            daemon.turn_conditions(NOON + timedelta(minutes=minutes))
        assert [run.is_success for run in daemon.runs()] == [True]
        [requested, skipped] = daemon.ticks(conditions)
        assert (requested.status, skipped.status) == ("SUCCESS", "SKIPPED")


def test_no_log_of_a_daemon_goes_to_a_stream_that_is_over() -> None:
    logger = logging.getLogger("dagster")
    before = [*logger.handlers]
    with run_daemon(dg.Definitions()) as daemon:
        daemon.deploy(dg.Definitions())
        assert [*logger.handlers] != before
    assert logger.handlers == before
