"""Every claim of docs/schedules/every_day.md, proved."""

import os
import runpy
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest

from snippets.schedules.every_day import (
    every_morning,
    mistake_job_name,
    mistake_not_in_the_definitions,
    mistake_returns_nothing,
    mistake_stopped,
    one_run_at_a_time,
)
from tests._harness.daemon import Daemon, run_daemon
from tests._harness.webserver import RUN_SUCCEEDED, serve
from tests.conftest import Mend, Run

PAGE = "schedules/every_day"
NOON = datetime(2025, 5, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
SHOP = """
import dagster as dg

@dg.asset
def orders(): ...

nightly = dg.ScheduleDefinition(
    name="nightly",
    target=[orders],
    cron_schedule="0 2 * * *",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)
defs = dg.Definitions(schedules=[nightly], executor=dg.in_process_executor)
"""


def test_a_tick_requests_one_run_of_all_assets_of_the_target(run: Run) -> None:
    assert run(f"{PAGE}/every_morning") == ["100"]


def test_the_daemon_starts_one_run_a_day_at_six_in_utc() -> None:
    with run_daemon(every_morning.defs, executes=True) as daemon:
        for days in range(4):
            daemon.turn_schedules(NOON + days * DAY)
        ticks = daemon.ticks("every_morning")
        assert [tick.at for tick in ticks] == [
            datetime(2025, 5, day, 6, tzinfo=UTC) for day in (2, 3, 4)
        ]
        assert [tick.status for tick in ticks] == ["SUCCESS"] * 3
        assert [run.is_success for run in daemon.runs()] == [True] * 3


def test_a_tick_is_skipped_while_the_last_run_has_not_ended(run: Run) -> None:
    assert run(f"{PAGE}/one_run_at_a_time") == [
        "during the run: the last run is under way",
        "afterwards: a run",
    ]
    with run_daemon(one_run_at_a_time.defs) as daemon:
        daemon.start("hourly", NOON)
        for ended in ("SUCCESS", "FAILURE", "CANCELED", None, None):
            at = NOON + (len(daemon.ticks("hourly")) + 1) * HOUR
            daemon.turn_schedules(at)
            if ended:
                newest = daemon.runs()[-1]
                end(daemon.instance, newest, ended)
        ticks = daemon.ticks("hourly")
        assert [tick.status for tick in ticks] == ["SUCCESS"] * 4 + ["SKIPPED"]


def test_a_run_of_another_schedule_is_not_waited_for(mend: Mend) -> None:
    other = {'_name": "hourly"}': '_name": "nightly"}'}
    assert mend(f"{PAGE}/one_run_at_a_time", other) == [
        "during the run: a run",
        "afterwards: a run",
    ]


def end(instance: dg.DagsterInstance, run: dg.DagsterRun, how: str) -> None:
    """Let a run that was requested end in one of three ways."""
    report = {
        "SUCCESS": dg.DagsterEventType.RUN_SUCCESS,
        "FAILURE": dg.DagsterEventType.RUN_FAILURE,
        "CANCELED": dg.DagsterEventType.RUN_CANCELED,
    }
    event = dg.DagsterEvent(report[how].value, run.job_name)
    instance.report_dagster_event(event, run.run_id)


def test_looking_twice_in_a_minute_starts_no_second_run() -> None:
    with run_daemon(every_morning.defs) as daemon:
        daemon.turn_schedules(NOON)
        daemon.turn_schedules(NOON + DAY)
        daemon.turn_schedules(NOON + DAY + timedelta(seconds=5))
        assert len(daemon.runs()) == 1


def test_turned_off_in_the_ui_it_stays_off_although_the_code_says_running() -> (
    None
):
    with run_daemon(every_morning.defs) as daemon:
        daemon.turn_schedules(NOON)
        daemon.stop("every_morning", NOON)
        daemon.deploy(every_morning.defs)
        daemon.turn_schedules(NOON + DAY)
        assert daemon.ticks("every_morning") == []


def switchable(status: str) -> dg.Definitions:
    """Give a schedule and a sensor with this default status."""
    assets = [every_morning.orders, every_morning.revenue]

    @dg.sensor(
        target=assets,
        default_status=dg.DefaultSensorStatus(status),
    )
    def each_time() -> dg.RunRequest:
        return dg.RunRequest()

    schedule = dg.ScheduleDefinition(
        name="every_morning",
        target=assets,
        cron_schedule="0 6 * * *",
        default_status=dg.DefaultScheduleStatus(status),
    )
    return dg.Definitions(assets, schedules=[schedule], sensors=[each_time])


def starters_of(daemon: Daemon, day: int) -> set[str]:
    """Let the daemon look on a day, and say what started runs."""
    before = len(daemon.runs())
    daemon.turn_schedules(NOON + day * DAY)
    daemon.turn_sensors(NOON + day * DAY)
    return {
        run.tags.get("dagster/schedule_name", "a sensor")
        for run in daemon.runs()[before:]
    }


def test_the_code_decides_until_somebody_uses_the_switch() -> None:
    both = {"every_morning", "a sensor"}
    with run_daemon(switchable("RUNNING")) as daemon:
        starters_of(daemon, 0)
        assert starters_of(daemon, 1) == both
        daemon.deploy(switchable("STOPPED"))
        assert starters_of(daemon, 2) == set()
        daemon.deploy(switchable("RUNNING"))
        starters_of(daemon, 3)
        assert starters_of(daemon, 4) == both


def test_once_turned_on_in_the_ui_it_stays_on_whatever_the_code_says() -> None:
    with run_daemon(switchable("STOPPED")) as daemon:
        assert starters_of(daemon, 0) == set()
        for name in ("every_morning", "each_time"):
            daemon.start(name, NOON)
        for status in ("RUNNING", "STOPPED"):
            daemon.deploy(switchable(status))
        assert starters_of(daemon, 1) == {"every_morning", "a sensor"}


def test_the_daemon_as_a_process_starts_the_run_and_the_webserver_shows_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "shop.py").write_text(SHOP)
    (tmp_path / "dagster.yaml").write_text("telemetry: {enabled: false}\n")
    workspace = tmp_path / "workspace.yaml"
    workspace.write_text(
        "load_from:\n"
        "  - python_file: {relative_path: shop.py, location_name: shop}\n"
    )
    defs: dg.Definitions = runpy.run_path(str(tmp_path / "shop.py"))["defs"]
    with dg.DagsterInstance.from_config(str(tmp_path)) as instance:
        with run_daemon(defs, instance) as daemon:
            # Yesterday the schedule was seen, so its last tick is due at once.
            daemon.turn_schedules(datetime.now(UTC) - DAY)
        assert instance.get_runs() == []
        with serve(workspace, "shop", tmp_path, os.environ) as ask:
            ask(RUN_SUCCEEDED, '"count": 1')
            ask(
                """{ scheduleOrError(
                  scheduleSelector: {LOCATION, scheduleName: "nightly"}
                ) { ... on Schedule { scheduleState { ticks { status } } } }
                }""",
                "SUCCESS",
            )
        [run] = instance.get_runs()
    assert run.tags["dagster/schedule_name"] == "nightly"


def test_a_stopped_schedule_is_valid_and_says_so(run: Run) -> None:
    assert run(f"{PAGE}/mistake_stopped") == ["STOPPED"]


def test_a_stopped_schedule_does_not_tick_until_it_is_started() -> None:
    with run_daemon(mistake_stopped.defs) as daemon:
        for days in range(3):
            daemon.turn_schedules(NOON + days * DAY)
        assert daemon.ticks("every_morning") == []
        daemon.start("every_morning", NOON + 2 * DAY)
        daemon.turn_schedules(NOON + 3 * DAY)
        [tick] = daemon.ticks("every_morning")
        assert tick.at == datetime(2025, 5, 4, 6, tzinfo=UTC)


def test_with_a_default_status_it_says_running(mend: Mend) -> None:
    assert mend(
        f"{PAGE}/mistake_stopped",
        {
            '"0 6 * * *"': '"0 6 * * *", '
            "default_status=dg.DefaultScheduleStatus.RUNNING"
        },
    ) == ["RUNNING"]


def test_a_schedule_that_the_definitions_do_not_know_never_ticks(
    run: Run,
) -> None:
    assert run(f"{PAGE}/mistake_not_in_the_definitions") == ["[]"]
    defs = mistake_not_in_the_definitions.defs
    with run_daemon(defs) as daemon:
        daemon.turn_schedules(NOON)
        daemon.turn_schedules(NOON + DAY)
        assert daemon.runs() == []
    [spec] = defs.resolve_all_asset_specs()
    assert spec.key == mistake_not_in_the_definitions.orders.key


def test_the_same_schedule_ticks_once_the_definitions_know_it() -> None:
    schedules = [mistake_not_in_the_definitions.every_morning]
    with run_daemon(dg.Definitions(schedules=schedules)) as daemon:
        daemon.turn_schedules(NOON)
        daemon.turn_schedules(NOON + DAY)
        [tick] = daemon.ticks("every_morning")
        assert (tick.at.hour, tick.status) == (6, "SUCCESS")


def test_a_schedule_in_the_definitions_is_known(mend: Mend) -> None:
    assert mend(
        f"{PAGE}/mistake_not_in_the_definitions",
        {"assets=[orders])": "assets=[orders], schedules=[every_morning])"},
    ) == ["['every_morning']"]


def test_the_job_of_a_name_has_to_be_there(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match='targets job "order_job"'
    ):
        run(f"{PAGE}/mistake_job_name")


def test_the_job_itself_cannot_be_misspelled(mend: Mend) -> None:
    ends = "\n    print('valid')\n"
    load = "dg.Definitions.validate_loadable(defs)"
    assert mend(
        f"{PAGE}/mistake_job_name",
        {'job_name="order_job"': "job=orders_job", load: load + ends},
    ) == ["valid"]


def test_a_function_that_returns_nothing_skips(run: Run) -> None:
    assert run(f"{PAGE}/mistake_returns_nothing") == [
        "[] Schedule function returned an empty result"
    ]


def test_the_daemon_calls_such_a_tick_skipped() -> None:
    defs = dg.Definitions(schedules=[mistake_returns_nothing.every_morning])
    with run_daemon(defs) as daemon:
        daemon.start("every_morning", NOON)
        daemon.turn_schedules(NOON + DAY)
        [tick] = daemon.ticks("every_morning")
        assert tick.status == "SKIPPED"
        assert tick.said == "Schedule function returned an empty result"
        assert daemon.runs() == []


def test_a_request_that_is_returned_is_a_run(mend: Mend) -> None:
    assert mend(
        f"{PAGE}/mistake_returns_nothing",
        {
            "-> None:\n    dg": "-> dg.RunRequest:\n    return dg",
            "tick.run_requests, tick.skip": "len(tick.run_requests), tick.skip",
        },
    ) == ["1 None"]


def test_the_job_is_there_under_its_own_name() -> None:
    page = mistake_job_name
    assert page.orders_job.name == "orders_job"
    assert page.orders_job.selection == dg.AssetSelection.assets(page.orders)
    assert page.defs.jobs == [page.orders_job]


def test_the_stopped_schedule_has_its_asset() -> None:
    assert mistake_stopped.defs.assets == [mistake_stopped.orders]
