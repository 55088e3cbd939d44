"""Every claim of docs/freshness/cron.md, proved."""

from datetime import datetime, timedelta
from types import ModuleType
from zoneinfo import ZoneInfo

import dagster as dg
import pytest

from snippets.freshness.cron import (
    by_nine,
    mistake_in_utc,
    mistake_made_before,
    mistake_whole_day,
    only_on_weekdays,
)
from tests._harness.daemon import Daemon, run_daemon
from tests.conftest import Mend, Run
from tests.freshness.conftest import HOUR, MINUTE, NINE, look, policy_of

PAGE = "freshness/cron"
PASS, FAIL = "PASS", "FAIL"
BERLIN = ZoneInfo("Europe/Berlin")
DAY = timedelta(days=1)


def there(hour: int, minute: int = 0, *, day: int = 4) -> datetime:
    """Give a time in Berlin; the day is one of May 2026, the 4th a Monday."""
    return datetime(2026, 5, day, hour, minute, tzinfo=BERLIN)


def states(daemon: Daemon, name: str, *times: datetime) -> list[str | None]:
    """Let the daemon look at some times, and give what it notes."""
    return [look(daemon, name, at) for at in times]


def test_the_report_has_three_hours(run: Run) -> None:
    told = "made from 2026-05-04 06:00:00+02:00"
    assert run(f"{PAGE}/by_nine") == [told]


def test_the_schedule_makes_it_in_time() -> None:
    with run_daemon(by_nine.defs, executes=True) as daemon:
        for hour in (6, 8):
            daemon.turn_schedules(there(hour))
        [tick] = daemon.ticks("at_seven")
        assert (tick.at, tick.status) == (there(7), "SUCCESS")
        event = daemon.instance.get_latest_materialization_event
        assert event(by_nine.sales_report.key)


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (there(5, 59, day=5), [PASS, FAIL, FAIL]),
        (there(6, day=5), [PASS, PASS, FAIL]),
        (there(8, 59, day=5), [PASS, PASS, FAIL]),
    ],
)
def test_what_is_made_in_the_window_is_fresh_until_the_next_deadline(
    made: datetime, found: list[str]
) -> None:
    with run_daemon(by_nine.defs) as daemon:
        daemon.report("sales_report", there(8))
        daemon.report("sales_report", made)
        looks = [there(8, 59, day=5), there(9, day=5), there(9, day=6)]
        assert states(daemon, "sales_report", *looks) == found


def test_a_late_report_is_fresh_once_it_is_there() -> None:
    with run_daemon(by_nine.defs) as daemon:
        daemon.report("sales_report", there(8))
        late = there(9, 30, day=5)
        assert states(daemon, "sales_report", late - MINUTE) == [FAIL]
        daemon.report("sales_report", late)
        looks = [late, there(8, 59, day=6), there(9, day=6)]
        assert states(daemon, "sales_report", *looks) == [PASS, PASS, FAIL]


def test_what_was_never_made_is_not_evaluated() -> None:
    with run_daemon(by_nine.defs) as daemon:
        looks = [there(10, day=day) for day in (4, 5, 30)]
        assert states(daemon, "sales_report", *looks) == ["UNKNOWN"] * 3


@pytest.mark.parametrize("day", [datetime(2026, 1, 9), datetime(2026, 7, 9)])
def test_nine_is_nine_in_summer_and_in_winter(day: datetime) -> None:
    nine = day.replace(hour=9, tzinfo=BERLIN)
    with run_daemon(by_nine.defs) as daemon:
        daemon.report("sales_report", nine - DAY)
        looks = [nine - MINUTE, nine]
        assert states(daemon, "sales_report", *looks) == [PASS, FAIL]


def test_a_cron_policy_never_warns() -> None:
    with run_daemon(by_nine.defs) as daemon:
        daemon.report("sales_report", there(8))
        looks = [there(8) + hours * HOUR for hours in range(40)]
        assert set(states(daemon, "sales_report", *looks)) == {PASS, FAIL}


def test_on_the_weekend_the_list_of_friday_is_fresh(run: Run) -> None:
    assert run(f"{PAGE}/only_on_weekdays") == ["0 9 * * 1-5"]
    with run_daemon(only_on_weekdays.defs) as daemon:
        daemon.report("stock_list", there(5, 59, day=8))
        assert states(daemon, "stock_list", there(9, day=8)) == [FAIL]
        daemon.report("stock_list", there(6, 0, day=8))
        looks = [there(9, day=8), there(12, day=10), there(8, 59, day=11)]
        assert states(daemon, "stock_list", *looks) == [PASS] * 3
        assert states(daemon, "stock_list", there(9, day=11)) == [FAIL]


def test_a_window_of_a_day_takes_the_report_of_yesterday(run: Run) -> None:
    assert run(f"{PAGE}/mistake_whole_day") == ["True"]
    with run_daemon(mistake_whole_day.defs) as daemon:
        daemon.report("sales_report", NINE + HOUR)
        looks = [NINE + DAY, NINE + 2 * DAY - MINUTE, NINE + 2 * DAY]
        assert states(daemon, "sales_report", *looks) == [PASS, PASS, FAIL]


def test_a_window_of_three_hours_does_not(run: Run, mend: Mend) -> None:
    fixed = {"timedelta(hours=24)": "timedelta(hours=3)"}
    assert mend(f"{PAGE}/mistake_whole_day", fixed) == ["False"]


def test_a_report_before_its_window_is_late_at_nine(run: Run) -> None:
    assert run(f"{PAGE}/mistake_made_before") == ["False"]
    page = mistake_made_before
    with run_daemon(page.defs, executes=True) as daemon:
        for hour in (-5, -3):
            daemon.turn_schedules(NINE + hour * HOUR)
        [tick] = daemon.ticks("at_five")
        assert (tick.at, tick.status) == (NINE - 4 * HOUR, "SUCCESS")
        event = daemon.instance.get_latest_materialization_event
        assert event(page.sales_report.key)
        daemon.report("sales_report", tick.at)
        looks = [tick.at, NINE - MINUTE, NINE]
        assert states(daemon, "sales_report", *looks) == [PASS, PASS, FAIL]


def test_a_wider_window_takes_it(mend: Mend) -> None:
    fixed = {"timedelta(hours=3)": "timedelta(hours=5)"}
    assert mend(f"{PAGE}/mistake_made_before", fixed) == ["True"]


def test_without_a_zone_nine_is_in_utc(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_in_utc"
    assert run(name) == ["2026-05-04 11:00:00+02:00"]
    zone = {"hours=3)": 'hours=3), timezone="Europe/Berlin"'}
    assert mend(name, zone) == ["2026-05-04 09:00:00+02:00"]
    with run_daemon(mistake_in_utc.defs) as daemon:
        daemon.report("sales_report", there(8))
        looks = [there(9, day=5), there(10, 59, day=5), there(11, day=5)]
        assert states(daemon, "sales_report", *looks) == [PASS, PASS, FAIL]


@pytest.mark.parametrize(
    ("page", "hours"),
    [(mistake_in_utc, 3), (mistake_made_before, 3), (mistake_whole_day, 24)],
)
def test_the_report_has_the_policy(page: ModuleType, hours: int) -> None:
    assert page.by_nine.lower_bound_delta == hours * HOUR
    assert policy_of(page.sales_report) == page.by_nine
    assert page.by_nine.deadline_cron == "0 9 * * *"


def test_a_window_ends_where_the_last_one_began(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_longer_than_a_day"
    with pytest.raises(Exception, match="less than or equal to the smallest"):
        run(name)
    assert mend(name, {"hours=36": "hours=3"}) == []
    assert dg.FreshnessPolicy.cron("0 9 * * *", timedelta(hours=24))


def test_a_zone_has_a_name_of_its_own(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_city"
    with pytest.raises(Exception, match="Invalid IANA timezone: Berlin"):
        run(name)
    assert mend(name, {'"Berlin"': '"Europe/Berlin"'}) == []
