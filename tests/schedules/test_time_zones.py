"""Every claim of docs/schedules/time_zones.md, proved."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import dagster as dg
import pytest

from snippets.schedules.time_zones import (
    mistake_abbreviation,
    mistake_no_zone,
    six_in_new_york,
)
from tests._harness.daemon import run_daemon
from tests.conftest import Mend, Run

PAGE = "schedules/time_zones"
NEW_YORK = ZoneInfo("America/New_York")


def daemon_ticks(
    defs: dg.Definitions, name: str, start: datetime, minutes: int, looks: int
) -> list[str]:
    """Let the daemon look some minutes apart and write the ticks."""
    start = start.astimezone(UTC) - timedelta(seconds=1)
    with run_daemon(defs) as daemon:
        daemon.start(name, start)
        for number in range(looks):
            passed = timedelta(minutes=number * minutes, seconds=2)
            daemon.turn_schedules(start + passed)
        return [
            f"{tick.at.astimezone(NEW_YORK):%d %H:%M %z}"
            for tick in daemon.ticks(name)
        ]


def test_six_is_six_in_winter_and_in_summer(run: Run) -> None:
    assert run(f"{PAGE}/six_in_new_york") == [
        "Mar 07 06:00 -0500",
        "Mar 08 06:00 -0400",
    ]
    ticks = daemon_ticks(
        six_in_new_york.defs,
        "every_morning",
        datetime(2026, 3, 7, tzinfo=NEW_YORK),
        60,
        31,
    )
    assert ticks == ["07 06:00 -0500", "08 06:00 -0400"]


def test_the_zone_of_the_machine_does_not_matter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    start = datetime(2025, 5, 1, tzinfo=UTC)
    defs = dg.Definitions(schedules=[mistake_no_zone.every_morning])
    ticks = daemon_ticks(defs, "every_morning", start, 60, 8)
    assert ticks == ["01 02:00 -0400"]


def test_the_time_of_the_tick_is_in_the_zone_of_the_schedule() -> None:
    @dg.schedule(
        target=[six_in_new_york.orders],
        cron_schedule="0 22 * * *",
        execution_timezone="America/New_York",
    )
    def every_evening(context: dg.ScheduleEvaluationContext) -> dg.SkipReason:
        return dg.SkipReason(f"{context.scheduled_execution_time:%d %H:%M %z}")

    defs = dg.Definitions([six_in_new_york.orders], schedules=[every_evening])
    with run_daemon(defs) as daemon:
        daemon.start("every_evening", datetime(2025, 5, 1, 12, tzinfo=UTC))
        daemon.turn_schedules(datetime(2025, 5, 2, 12, tzinfo=UTC))
        [tick] = daemon.ticks("every_evening")
    assert tick.said == "01 22:00 -0400"


@pytest.mark.parametrize(
    ("line", "cron", "month", "day", "minutes", "looks"),
    [
        (0, "30 2 * * *", 3, 7, 360, 16),
        (1, "0 * * * *", 3, 8, 60, 4),
        (2, "0 */2 * * *", 3, 8, 60, 6),
        (3, "30 1 * * *", 10, 31, 360, 16),
        (4, "0 * * * *", 11, 1, 60, 4),
    ],
)
def test_the_daemon_ticks_at_the_printed_times(
    run: Run,
    line: int,
    cron: str,
    month: int,
    day: int,
    minutes: int,
    looks: int,
) -> None:
    schedule = dg.ScheduleDefinition(
        "often",
        target=[six_in_new_york.orders],
        cron_schedule=cron,
        execution_timezone="America/New_York",
    )
    start = datetime(2026, month, day, tzinfo=NEW_YORK)
    defs = dg.Definitions(schedules=[schedule])
    ticks = daemon_ticks(defs, "often", start, minutes, looks)
    assert ", ".join(ticks) == run(f"{PAGE}/around_the_change")[line]


def test_without_a_zone_six_is_in_utc(run: Run) -> None:
    assert run(f"{PAGE}/mistake_no_zone") == ["it is 02:00 in New York"]


def test_a_misspelled_zone_is_refused(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="Invalid execution timezone"
    ):
        run(f"{PAGE}/mistake_misspelled")


def test_the_right_name_is_accepted(mend: Mend) -> None:
    assert mend(f"{PAGE}/mistake_misspelled", {"Berln": "Berlin"}) == []


def test_an_abbreviation_has_no_summer(run: Run) -> None:
    assert run(f"{PAGE}/mistake_abbreviation") == ["2025-07-01 07:00:00-04:00"]
    start = datetime(2025, 7, 1, tzinfo=UTC)
    defs = dg.Definitions(schedules=[mistake_abbreviation.every_morning])
    ticks = daemon_ticks(defs, "every_morning", start, 60, 13)
    assert ticks == ["01 07:00 -0400"]


def test_the_name_of_a_place_has_one(mend: Mend) -> None:
    assert mend(
        f"{PAGE}/mistake_abbreviation", {'"EST"': '"America/New_York"'}
    ) == ["2025-07-01 06:00:00-04:00"]
