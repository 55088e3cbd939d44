"""Every claim of docs/schedules/missed_ticks.md, proved."""

from datetime import UTC, datetime, timedelta

import dagster as dg
import pytest

from snippets.schedules.missed_ticks import (
    mistake_last_day_only,
    mistake_one_day_per_tick,
    request_what_is_missing,
)
from tests._harness.daemon import Daemon, run_daemon
from tests.conftest import Mend, Run

PAGE = "schedules/missed_ticks"
KEY = "dagster/partition"

# Dagster's own schedule calls a method that Dagster deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:.*run_request_for_partition")


def noon(day: int) -> datetime:
    return datetime(2025, 5, day, 12, tzinfo=UTC)


def six(day: int) -> datetime:
    return datetime(2025, 5, day, 6, tzinfo=UTC)


def requested(daemon: Daemon, name: str = "every_morning") -> list[str]:
    statuses = {tick.status: tick.said for tick in daemon.ticks(name)}
    assert [*statuses] == ["SUCCESS"], statuses
    return sorted(run.tags[KEY] for run in daemon.runs())


def plain(cron: str = "0 6 * * *") -> dg.Definitions:
    @dg.asset
    def orders() -> None: ...

    return dg.Definitions(
        [orders],
        schedules=[
            dg.ScheduleDefinition("plain", target=[orders], cron_schedule=cron)
        ],
    )


def test_a_tick_requests_every_day_that_is_not_there(run: Run) -> None:
    assert run(f"{PAGE}/request_what_is_missing") == [
        "['2025-05-02', '2025-05-04', '2025-05-05']"
    ]


def test_after_an_outage_the_daemon_leaves_out_no_day() -> None:
    with run_daemon(request_what_is_missing.defs, executes=True) as daemon:
        daemon.start("every_morning", noon(1))
        daemon.turn_schedules(noon(2))
        assert requested(daemon) == ["2025-05-01"]
        daemon.turn_schedules(noon(6))
        assert requested(daemon) == [f"2025-05-0{day}" for day in range(1, 6)]
        daemon.turn_schedules(noon(7))
        assert requested(daemon) == [f"2025-05-0{day}" for day in range(1, 7)]


def test_it_looks_back_thirty_days() -> None:
    with run_daemon(request_what_is_missing.defs) as daemon:
        daemon.start("every_morning", noon(1))
        daemon.turn_schedules(noon(1) + timedelta(days=90))
        assert len(requested(daemon)) == 30
        assert requested(daemon)[-1] == "2025-07-29"


def test_a_day_whose_run_has_not_ended_is_requested_again() -> None:
    with run_daemon(request_what_is_missing.defs) as daemon:
        daemon.start("every_morning", noon(1))
        daemon.turn_schedules(noon(2))
        daemon.turn_schedules(noon(3))
        assert requested(daemon) == ["2025-05-01", "2025-05-01", "2025-05-02"]


def test_a_day_whose_run_failed_is_requested_again() -> None:
    with run_daemon(request_what_is_missing.defs) as daemon:
        daemon.start("every_morning", noon(1))
        daemon.turn_schedules(noon(2))
        assert requested(daemon) == ["2025-05-01"]
        [first] = daemon.runs()
        daemon.instance.report_run_failed(first)
        daemon.turn_schedules(noon(3))
        assert requested(daemon) == ["2025-05-01", "2025-05-01", "2025-05-02"]


def test_after_an_outage_the_last_tick_is_made_late_and_no_other() -> None:
    with run_daemon(plain()) as daemon:
        daemon.start("plain", noon(1))
        daemon.turn_schedules(noon(2))
        daemon.turn_schedules(noon(10))
        ticks = daemon.ticks("plain")
        assert [tick.at for tick in ticks] == [six(2), six(10)]
        assert len(daemon.runs()) == 2


def test_nothing_is_made_up_for_a_schedule_that_was_off() -> None:
    with run_daemon(plain()) as daemon:
        daemon.start("plain", noon(1))
        daemon.turn_schedules(noon(2))
        daemon.stop("plain", noon(2))
        daemon.turn_schedules(noon(5))
        daemon.start("plain", noon(5))
        daemon.turn_schedules(noon(5) + timedelta(minutes=1))
        assert [tick.at for tick in daemon.ticks("plain")] == [six(2)]
        daemon.turn_schedules(noon(6))
        assert [tick.at for tick in daemon.ticks("plain")] == [six(2), six(6)]


def test_nothing_is_made_up_for_a_new_schedule() -> None:
    with run_daemon(plain()) as daemon:
        daemon.start("plain", noon(5))
        daemon.turn_schedules(noon(5) + timedelta(minutes=1))
        assert daemon.ticks("plain") == []
        daemon.turn_schedules(noon(6))
        assert [tick.at for tick in daemon.ticks("plain")] == [six(6)]


def test_nothing_is_made_up_when_the_cron_string_moves() -> None:
    with run_daemon(plain()) as daemon:
        daemon.start("plain", noon(1))
        daemon.turn_schedules(noon(2))
        daemon.deploy(plain("0 9 * * *"))
        daemon.turn_schedules(noon(2) + timedelta(minutes=30))
        assert [tick.at for tick in daemon.ticks("plain")] == [six(2)]
        daemon.turn_schedules(noon(3))
        nine = six(3).replace(hour=9)
        assert [tick.at for tick in daemon.ticks("plain")] == [six(2), nine]


def test_one_day_per_tick_loses_the_days_of_an_outage(run: Run) -> None:
    assert run(f"{PAGE}/mistake_one_day_per_tick") == [
        "2 ['2025-05-01']",
        "10 ['2025-05-09']",
    ]


def test_the_daemon_makes_these_two_ticks_and_both_are_green() -> None:
    with run_daemon(mistake_one_day_per_tick.defs) as daemon:
        daemon.start("revenue_job_schedule", noon(1))
        daemon.turn_schedules(noon(2))
        daemon.turn_schedules(noon(10))
        ticks = daemon.ticks("revenue_job_schedule")
        assert [tick.at.day for tick in ticks] == [2, 10]
        assert {tick.status for tick in ticks} == {"SUCCESS"}
        days = requested(daemon, "revenue_job_schedule")
        assert days == ["2025-05-01", "2025-05-09"]


def test_the_last_day_loses_the_orders_of_an_outage(run: Run) -> None:
    assert run(f"{PAGE}/mistake_last_day_only") == ["[6]", "[8]"]


def test_the_daemon_makes_these_two_ticks_too() -> None:
    module = mistake_last_day_only
    defs = dg.Definitions([module.new_orders], schedules=[module.every_morning])
    with run_daemon(defs) as daemon:
        daemon.start("every_morning", noon(1))
        daemon.turn_schedules(noon(2))
        daemon.turn_schedules(noon(5))
        ticks = daemon.ticks("every_morning")
        assert [tick.at for tick in ticks] == [six(2), six(5)]


def test_since_the_last_order_loses_none(mend: Mend) -> None:
    assert mend(
        f"{PAGE}/mistake_last_day_only",
        {
            "class Tick": "STORED: list[int] = []\n\n\nclass Tick",
            "now - timedelta(days=1)": (
                "times[STORED[-1]] if STORED else datetime.min"
            ),
            "    print([": "    new = ([",
            "    # → [6]\n    # → [8]\n": (
                "    STORED.extend(new)\n    print(new)\n"
            ),
        },
    ) == ["[6]", "[7, 8]"]


def test_the_job_is_of_the_revenue_alone() -> None:
    page = mistake_one_day_per_tick
    revenue = dg.AssetSelection.assets(page.daily_revenue)
    assert page.revenue_job.selection == revenue


def test_the_last_day_ends_with_the_tick(
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = mistake_last_day_only
    config = dg.RunConfig({"new_orders": page.Tick(time="2025-05-02T09:00")})
    dg.materialize([page.new_orders], run_config=config)
    assert capsys.readouterr().out == "[7]\n"
