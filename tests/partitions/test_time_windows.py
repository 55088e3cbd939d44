"""Every claim of docs/partitions/time_windows.md, proved."""

import itertools
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import dagster as dg
import pytest

from snippets.partitions.time_windows import (
    days_in_berlin,
    hours_in_berlin,
    hours_weeks_and_months,
    mistake_end_offset,
    mistake_key_of_a_minute,
    mistake_one_key_for_four_windows,
    one_run_a_day,
    which_days_there_are,
)
from tests.conftest import Mend, Run

PAGE = "partitions/time_windows"
NOW = datetime(2025, 5, 4, 9, 30, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def test_the_order_of_midnight_belongs_to_the_day_that_begins(run: Run) -> None:
    assert run(f"{PAGE}/one_run_a_day") == ["2025-05-01 65", "2025-05-02 30"]


def test_an_order_a_minute_before_belongs_to_the_day_that_ends() -> None:
    _, (before, _), (midnight, _) = one_run_a_day.ORDERS
    assert midnight - before == timedelta(minutes=1)


def test_the_definitions_hold_the_asset() -> None:
    assert one_run_a_day.defs.assets == [one_run_a_day.daily_revenue]


def test_the_window_is_two_times_with_a_time_zone() -> None:
    seen: list[tuple[datetime, datetime]] = []

    @dg.asset(partitions_def=one_run_a_day.days)
    def orders(context: dg.AssetExecutionContext) -> None:
        assert isinstance(context.partition_key, str)
        seen.append(context.partition_time_window)

    dg.materialize([orders], partition_key="2025-05-01")
    start, end = seen[0]
    assert start == datetime(2025, 5, 1, tzinfo=UTC)
    assert end == datetime(2025, 5, 2, tzinfo=UTC)
    assert start.tzinfo
    assert end.tzinfo


def test_a_key_exists_once_its_window_is_over(run: Run) -> None:
    assert run(f"{PAGE}/which_days_there_are") == [
        "['2025-05-01', '2025-05-02', '2025-05-03']",
        "['2025-05-01', '2025-05-02', '2025-05-03', '2025-05-04']",
        "['2025-05-01', '2025-05-02']",
    ]


def test_a_key_appears_at_the_moment_its_window_ends() -> None:
    midnight = datetime(2025, 5, 4, tzinfo=UTC)
    days = which_days_there_are.days
    before = days.get_partition_keys(
        current_time=midnight - timedelta(seconds=1)
    )
    assert before[-1] == "2025-05-02"
    assert days.get_partition_keys(current_time=midnight)[-1] == "2025-05-03"


@pytest.mark.parametrize(
    ("offset", "last"),
    [
        (-1, "2025-05-02"),
        (0, "2025-05-03"),
        (1, "2025-05-04"),
        (2, "2025-05-05"),
    ],
)
def test_end_offset_moves_the_last_key(offset: int, last: str) -> None:
    days = dg.DailyPartitionsDefinition(
        start_date="2025-05-01", end_offset=offset
    )
    assert days.get_partition_keys(current_time=NOW)[-1] == last


def test_hours_weeks_months_and_cron(run: Run) -> None:
    assert run(f"{PAGE}/hours_weeks_and_months") == [
        "2025-05-01-00:00: Thu 01.05. 00:00 to Thu 01.05. 01:00",
        "2025-05-01-01:00: Thu 01.05. 01:00 to Thu 01.05. 02:00",
        "2025-05-04: Sun 04.05. 00:00 to Sun 11.05. 00:00",
        "2025-05-11: Sun 11.05. 00:00 to Sun 18.05. 00:00",
        "2025-05-05: Mon 05.05. 00:00 to Mon 12.05. 00:00",
        "2025-05-12: Mon 12.05. 00:00 to Mon 19.05. 00:00",
        "2025-05: Thu 01.05. 00:00 to Sun 01.06. 00:00",
        "2025-06: Sun 01.06. 00:00 to Tue 01.07. 00:00",
        "2025-05-01-06: Thu 01.05. 06:00 to Thu 01.05. 14:00",
        "2025-05-01-14: Thu 01.05. 14:00 to Thu 01.05. 22:00",
        "2025-05-01: Thu 01.05. 06:00 to Fri 02.05. 06:00",
        "2025-05-02: Fri 02.05. 06:00 to Mon 05.05. 06:00",
    ]


@pytest.mark.parametrize(
    ("definition", "key", "start"),
    [
        (
            dg.HourlyPartitionsDefinition(start_date="2025-05-01-00:00"),
            "2025-05-01-00:00",
            datetime(2025, 5, 1, tzinfo=UTC),
        ),
        (
            dg.DailyPartitionsDefinition(start_date="2025-05-01"),
            "2025-05-01",
            datetime(2025, 5, 1, tzinfo=UTC),
        ),
        (
            dg.WeeklyPartitionsDefinition(start_date="2025-05-01"),
            "2025-05-04",
            datetime(2025, 5, 4, tzinfo=UTC),
        ),
        (
            dg.MonthlyPartitionsDefinition(start_date="2025-05-01"),
            "2025-05-01",
            datetime(2025, 5, 1, tzinfo=UTC),
        ),
        (
            hours_weeks_and_months.shifts,
            "2025-05-01-06",
            datetime(2025, 5, 1, 6, tzinfo=UTC),
        ),
    ],
)
def test_the_first_key_of_each_definition(
    definition: dg.TimeWindowPartitionsDefinition, key: str, start: datetime
) -> None:
    assert definition.get_first_partition_key() == key
    assert definition.time_window_for_partition_key(key).start == start


def test_every_window_reaches_to_the_start_of_the_next() -> None:
    windows = hours_weeks_and_months
    now = datetime(2025, 8, 1, tzinfo=UTC)
    for definition in (
        windows.hours,
        windows.weeks,
        windows.months,
        windows.shifts,
        windows.working_days,
    ):
        keys = definition.get_partition_keys(current_time=now)[:20]
        found = [definition.time_window_for_partition_key(k) for k in keys]
        for window, following in itertools.pairwise(found):
            assert window.end == following.start


def test_midnight_is_in_utc_without_a_time_zone() -> None:
    window = one_run_a_day.days.time_window_for_partition_key("2025-05-01")
    assert window.start.utcoffset() == timedelta(0)


def test_a_day_in_berlin_has_23_24_or_25_hours(run: Run) -> None:
    assert run(f"{PAGE}/days_in_berlin") == [
        "2025-03-29 00:00:00+01:00 to 2025-03-30 00:00:00+01:00: 24 hours",
        "2025-03-30 00:00:00+01:00 to 2025-03-31 00:00:00+02:00: 23 hours",
        "2025-10-26 00:00:00+02:00 to 2025-10-27 00:00:00+01:00: 25 hours",
    ]


def test_every_day_of_a_year_has_one_key_in_berlin() -> None:
    keys = days_in_berlin.days.get_partition_keys(
        current_time=datetime(2026, 1, 1, tzinfo=BERLIN)
    )
    assert len(keys) == len(set(keys)) == 365


def test_the_missing_hour_has_no_key_and_the_double_hour_has_two(
    run: Run,
) -> None:
    assert run(f"{PAGE}/hours_in_berlin") == [
        "23 hours",
        "2025-03-30-01:00: 01:00+0100 to 03:00+0200",
        "2025-03-30-03:00: 03:00+0200 to 04:00+0200",
        "2025-03-30-04:00: 04:00+0200 to 05:00+0200",
        "25 hours",
        "2025-10-26-01:00: 01:00+0200 to 02:00+0200",
        "2025-10-26-02:00: 02:00+0200 to 02:00+0100",
        "2025-10-26-02:00+0100: 02:00+0100 to 03:00+0100",
    ]


def test_a_year_in_berlin_has_as_many_hours_as_elsewhere() -> None:
    keys = hours_in_berlin.hours.get_partition_keys()
    assert len(keys) == len(set(keys)) == 365 * 24


def test_a_run_of_the_second_hour_gets_the_second_hour() -> None:
    seen: list[datetime] = []

    @dg.asset(partitions_def=hours_in_berlin.hours)
    def orders(context: dg.AssetExecutionContext) -> None:
        seen.append(context.partition_time_window.start)

    dg.materialize([orders], partition_key="2025-10-26-02:00")
    dg.materialize([orders], partition_key="2025-10-26-02:00+0100")
    first, second = (time.timestamp() for time in seen)
    assert second - first == 3600


def test_the_hour_that_is_missing_runs_the_next_one() -> None:
    seen: list[datetime] = []

    @dg.asset(partitions_def=hours_in_berlin.hours)
    def orders(context: dg.AssetExecutionContext) -> None:
        seen.append(context.partition_time_window.start)

    assert "2025-03-30-02:00" not in hours_in_berlin.hours.get_partition_keys()
    dg.materialize([orders], partition_key="2025-03-30-02:00")
    assert seen == [datetime(2025, 3, 30, 3, tzinfo=BERLIN)]


def test_a_key_between_two_windows_runs_the_next_one(run: Run) -> None:
    assert run(f"{PAGE}/mistake_key_of_a_minute") == [
        "ordered at 2025-05-01 09:40:00+00:00",
        "counted from 2025-05-01 10:00:00+00:00",
    ]


def test_a_time_cut_to_the_hour_runs_its_own_window() -> None:
    order = mistake_key_of_a_minute.ORDER
    hours = mistake_key_of_a_minute.hours
    key = f"{order.replace(minute=0):{hours.fmt}}"
    window = hours.time_window_for_partition_key(key)
    assert window.start <= order < window.end
    assert key in hours.get_partition_keys(current_time=window.end)


def test_a_time_without_a_zone_cannot_be_compared(run: Run) -> None:
    with pytest.raises(TypeError, match="offset-naive and offset-aware"):
        run(f"{PAGE}/mistake_naive_time")


def test_a_time_with_a_zone_can(mend: Mend) -> None:
    assert mend(
        f"{PAGE}/mistake_naive_time",
        {
            "import datetime": "import UTC, datetime",
            ")\n\ndays": ", tzinfo=UTC)\n\ndays",
        },
    ) == ["2025-05-01 False", "2025-05-02 True"]


def test_in_utc_an_order_of_a_berlin_night_is_of_the_day_before(
    run: Run,
) -> None:
    assert run(f"{PAGE}/mistake_days_of_greenwich") == [
        "2025-05-01 True",
        "2025-05-02 False",
    ]


def test_in_berlin_it_is_of_its_own_day(mend: Mend) -> None:
    order = datetime(2025, 5, 2, 0, 30, tzinfo=BERLIN)
    window = days_in_berlin.days.time_window_for_partition_key("2025-05-02")
    assert window.start <= order < window.end
    assert mend(
        f"{PAGE}/mistake_days_of_greenwich",
        {'"2025-05-01")\n\n': '"2025-05-01", timezone="Europe/Berlin")\n\n'},
    ) == ["2025-05-01 False", "2025-05-02 True"]


def test_python_subtracts_what_the_clock_shows(run: Run) -> None:
    assert run(f"{PAGE}/mistake_end_minus_start") == ["24.0", "23.0"]


def test_end_date_is_not_in_the_list(run: Run) -> None:
    with pytest.raises(dg.DagsterUnknownPartitionError, match="2025-05-31"):
        run(f"{PAGE}/mistake_last_day")
    may = dg.DailyPartitionsDefinition(
        start_date="2025-05-01", end_date="2025-06-01"
    )
    assert may.get_partition_keys()[-1] == "2025-05-31"


def test_with_the_day_after_for_an_end_the_last_day_runs(mend: Mend) -> None:
    june = {'end_date="2025-05-31"': 'end_date="2025-06-01"'}
    assert mend(f"{PAGE}/mistake_last_day", june) == []


def test_end_offset_adds_today_and_not_yesterday(run: Run) -> None:
    assert run(f"{PAGE}/mistake_end_offset") == ["2025-05-04 lacks 14:30:00"]
    with_offset = mistake_end_offset.days.get_partition_keys(current_time=NOW)
    without = which_days_there_are.days.get_partition_keys(current_time=NOW)
    assert with_offset == [*without, "2025-05-04"]
    assert without[-1] == "2025-05-03"


def test_the_start_date_is_written_as_the_keys_are(run: Run) -> None:
    with pytest.raises(ValueError, match=r"'01.05.2025' does not match"):
        run(f"{PAGE}/mistake_start_date_format")
    days = dg.DailyPartitionsDefinition(start_date="01.05.2025", fmt="%d.%m.%Y")
    assert days.get_first_partition_key() == "01.05.2025"


def test_a_window_that_begins_before_the_start_date_is_left_out(
    run: Run,
) -> None:
    assert run(f"{PAGE}/mistake_first_month") == [
        "['2025-02-01', '2025-03-01']"
    ]


def test_a_format_without_the_hour_gives_four_windows_one_key(run: Run) -> None:
    assert run(f"{PAGE}/mistake_one_key_for_four_windows") == [
        str(["2025-05-01"] * 4)
    ]


def test_three_of_the_four_windows_cannot_be_run() -> None:
    definition = mistake_one_key_for_four_windows.quarters_of_a_day
    seen: set[tuple[datetime, datetime]] = set()

    @dg.asset(partitions_def=definition)
    def orders(context: dg.AssetExecutionContext) -> None:
        seen.add(tuple(context.partition_time_window))

    for key in definition.get_partition_keys():
        dg.materialize([orders], partition_key=key)
    assert len(seen) == 1
