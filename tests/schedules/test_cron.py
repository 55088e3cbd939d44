"""Every claim of docs/schedules/cron.md, proved."""

from datetime import UTC, datetime, timedelta

import dagster as dg
import pytest

from snippets.schedules.cron import (
    first_weekday,
    mistake_day_and_weekday,
    mistake_every_forty_minutes,
    next_ticks,
    weekdays_and_weekends,
)
from tests._harness.daemon import run_daemon
from tests.conftest import Mend, Run

PAGE = "schedules/cron"


@dg.asset
def orders() -> None: ...


def daemon_ticks(
    defs: dg.Definitions, name: str, start: datetime, step: timedelta, n: int
) -> list[datetime]:
    """Let the daemon look n times, a step apart,."""
    with run_daemon(defs) as daemon:
        daemon.start(name, start)
        for number in range(n):
            daemon.turn_schedules(start + number * step)
        ticks = daemon.ticks(name)
        assert len(daemon.runs()) == len(ticks)
        return [tick.at for tick in ticks]


def test_the_printed_ticks(run: Run) -> None:
    lines = run(f"{PAGE}/next_ticks")
    assert lines[0].startswith("Fri May 02 06:00, Sat May 03 06:00")
    assert lines[1].startswith("Fri May 02 06:30, Mon May 05 06:30")
    assert lines[6] == "Sat May 31 06:00, Mon Jun 30 06:00, Thu Jul 31 06:00"
    assert lines[7].startswith("Mon May 05 06:00, Mon Jun 02 06:00")


@pytest.mark.parametrize(
    ("cron", "hours", "looks"),
    [
        ("30 6 * * 1-5", 24, 6),
        ("0 6 * * MON", 24, 6),
        ("0 6 L * *", 24, 32),
        ("0 6 * * MON#1", 24, 6),
        ("@weekly", 24, 6),
        ("0 */6 * * *", 6, 5),
        ("*/15 9-17 * * *", 0.25, 5),
    ],
)
def test_the_daemon_ticks_at_these_times(
    cron: str, hours: float, looks: int
) -> None:
    schedule = dg.ScheduleDefinition(
        "often", target=[orders], cron_schedule=cron
    )
    defs = dg.Definitions(schedules=[schedule])
    step = timedelta(hours=hours)
    ticks = daemon_ticks(defs, "often", next_ticks.NOW, step, looks)
    written = [f"{tick:%a %b %d %H:%M}" for tick in ticks]
    printed = next_ticks.next_ticks(cron).split(", ")
    assert written
    assert written[:3] == printed[: len(written)]


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("@hourly", "0 * * * *"),
        ("@daily", "0 0 * * *"),
        ("@weekly", "0 0 * * 0"),
        ("@monthly", "0 0 1 * *"),
        ("@yearly", "0 0 1 1 *"),
        ("0 6 * * SUN", "0 6 * * 0"),
        ("0 6 * * SAT", "0 6 * * 6"),
    ],
)
def test_names_and_short_forms(short: str, long: str) -> None:
    assert next_ticks.next_ticks(short) == next_ticks.next_ticks(long)


def test_a_list_ticks_at_the_times_of_all_its_strings(run: Run) -> None:
    assert run(f"{PAGE}/weekdays_and_weekends") == ["1"]
    ticks = daemon_ticks(
        weekdays_and_weekends.defs,
        "every_morning",
        datetime(2025, 5, 1, 12, tzinfo=UTC),
        timedelta(hours=24),
        6,
    )
    assert [f"{tick:%a %H}" for tick in ticks] == [
        "Fri 06",
        "Sat 09",
        "Sun 09",
        "Mon 06",
        "Tue 06",
    ]


def test_a_schedule_skips_the_days_that_are_not_meant(run: Run) -> None:
    assert run(f"{PAGE}/first_weekday") == [
        "Sun Jun 01 is not the first weekday",
        "runs",
        "Tue Jun 03 is not the first weekday",
    ]


def test_one_weekday_of_each_month_is_the_first() -> None:
    for month in range(1, 13):
        run_days = []
        for day in (1, 2, 3):
            when = datetime(2025, month, day, 6, tzinfo=UTC)
            with dg.build_schedule_context(
                scheduled_execution_time=when
            ) as context:
                tick = first_weekday.first_weekday.evaluate_tick(context)
            run_days += [when] if tick.run_requests else []
        [first] = run_days
        before = range(1, first.day)
        assert first.weekday() < 5
        assert all(first.replace(day=d).weekday() >= 5 for d in before)


def test_the_daemon_keeps_the_reason_of_a_skipped_tick() -> None:
    with run_daemon(first_weekday.defs) as daemon:
        daemon.start("first_weekday", datetime(2025, 5, 31, tzinfo=UTC))
        daemon.turn_schedules(datetime(2025, 6, 1, 7, tzinfo=UTC))
        [tick] = daemon.ticks("first_weekday")
        assert tick.said == "Sun Jun 01 is not the first weekday"


def test_six_fields_are_refused(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="consisting of 5 fields"
    ):
        run(f"{PAGE}/mistake_six_fields")


def test_five_fields_are_taken(mend: Mend) -> None:
    assert mend(f"{PAGE}/mistake_six_fields", {"0 0 6": "0 6"}) == []


@pytest.mark.parametrize("cron", ["0 0 31 2 *", "0 25 * * *", "@dayly"])
def test_the_same_error_for_what_never_ticks(cron: str) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="consisting of 5 fields"
    ):
        dg.ScheduleDefinition("x", target=[orders], cron_schedule=cron)


def test_a_day_and_a_weekday_are_either(run: Run) -> None:
    printed = "['Fri May 09', 'Tue May 13', 'Fri May 16', 'Fri May 23']"
    assert run(f"{PAGE}/mistake_day_and_weekday") == [printed]
    ticks = daemon_ticks(
        dg.Definitions(schedules=[mistake_day_and_weekday.friday_the_13th]),
        "friday_the_13th",
        datetime(2025, 5, 8, 12, tzinfo=UTC),
        timedelta(hours=24),
        16,
    )
    assert [f"{tick:%a %b %d}" for tick in ticks] == [
        "Fri May 09",
        "Tue May 13",
        "Fri May 16",
        "Fri May 23",
    ]


def test_each_13th_and_a_reason_to_skip_leave_the_fridays() -> None:
    @dg.schedule(target=[orders], cron_schedule="0 6 13 * *")
    def friday_the_13th(
        context: dg.ScheduleEvaluationContext,
    ) -> dg.RunRequest | dg.SkipReason:
        if context.scheduled_execution_time.weekday() != 4:
            return dg.SkipReason("not a Friday")
        return dg.RunRequest()

    defs = dg.Definitions([orders], schedules=[friday_the_13th])
    with run_daemon(defs) as daemon:
        daemon.start("friday_the_13th", datetime(2025, 5, 1, tzinfo=UTC))
        for month in (5, 6):
            daemon.turn_schedules(datetime(2025, month, 13, 7, tzinfo=UTC))
        ticks = daemon.ticks("friday_the_13th")
    assert [tick.said for tick in ticks] == ["not a Friday", ""]
    assert [tick.status for tick in ticks] == ["SKIPPED", "SUCCESS"]


def test_every_forty_minutes_has_two_gaps(run: Run) -> None:
    printed = "['12:00', '12:40', '13:00', '13:40']"
    assert run(f"{PAGE}/mistake_every_forty_minutes") == [printed]
    ticks = daemon_ticks(
        dg.Definitions(schedules=[mistake_every_forty_minutes.often]),
        "often",
        datetime(2025, 5, 1, 11, 59, tzinfo=UTC),
        timedelta(minutes=20),
        6,
    )
    assert [f"{t:%H:%M}" for t in ticks] == ["12:00", "12:40", "13:00"]


def test_a_divisor_of_60_has_one_gap(mend: Mend) -> None:
    assert mend(f"{PAGE}/mistake_every_forty_minutes", {"*/40": "*/20"}) == [
        "['12:00', '12:20', '12:40', '13:00']"
    ]
