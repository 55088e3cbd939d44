"""Every claim of docs/automation/on_cron.md, proved."""

from datetime import UTC, datetime, timedelta
from types import ModuleType
from zoneinfo import ZoneInfo

import dagster as dg
import pytest

from snippets.automation.on_cron import (
    after_its_parents,
    after_midnight,
    mistake_before_the_tick,
    mistake_deployed_after_three,
    mistake_misspelled_zone,
    whatever_the_parents_do,
)
from tests._harness.daemon import run_daemon
from tests.automation.conftest import Make, Ticks, runs_of, update
from tests.conftest import Mend, Run

PAGE = "automation/on_cron"
BERLIN = ZoneInfo("Europe/Berlin")
EACH_NIGHT = dg.AutomationCondition.on_cron("0 3 * * *")
AUTOMATION = after_its_parents.automation


def at(hour: int, minute: int = 1, day: int = 4) -> datetime:
    return datetime(2026, 5, day, hour, minute, tzinfo=UTC)


def in_berlin(hour: int, day: int = 4) -> datetime:
    return datetime(2026, 5, day, hour, 1, tzinfo=BERLIN)


def requested(shop: Ticks, *times: datetime) -> list[int]:
    return [shop.tick(at=time).total_requested for time in times]


def test_it_is_requested_after_3_and_after_its_parent(run: Run) -> None:
    expected = ["2:01 0", "3:01 0", "4:01 1", "5:01 0"]
    assert run(f"{PAGE}/after_its_parents") == expected


def test_the_daemon_starts_one_run_each_night() -> None:
    with run_daemon(after_its_parents.defs, executes=True) as daemon:
        daemon.turn_conditions(in_berlin(2))
        for day in (4, 5):
            daemon.turn_conditions(in_berlin(3, day))
            update(daemon, "orders")
            daemon.turn_conditions(in_berlin(4, day))
            daemon.turn_conditions(in_berlin(5, day))
            update(daemon, "orders")
            daemon.turn_conditions(in_berlin(6, day))
            daemon.turn_conditions(in_berlin(7, day))
        assert runs_of(daemon) == [["revenue"], ["revenue"]]
        names = {run.tags["dagster/sensor_name"] for run in daemon.runs()}
        assert names == {"automation"}


def test_the_sensor_of_the_page_runs() -> None:
    running = dg.DefaultSensorStatus.RUNNING
    assert AUTOMATION.default_status is running


def test_a_chain_with_the_same_cron_string_is_one_run() -> None:
    @dg.asset(automation_condition=EACH_NIGHT)
    def orders() -> None: ...

    @dg.asset(deps=[orders], automation_condition=EACH_NIGHT)
    def revenue() -> None: ...

    defs = dg.Definitions([orders, revenue], sensors=[AUTOMATION])
    with run_daemon(defs, executes=True) as daemon:
        for hour in (2, 3, 4, 5):
            daemon.turn_conditions(at(hour))
        assert runs_of(daemon) == [["orders", "revenue"]]


def test_without_parents_it_is_requested_at_3(ticks: Make) -> None:
    shop = ticks(mistake_deployed_after_three.defs)
    assert requested(shop, at(2), at(3), at(4)) == [0, 1, 0]


def test_a_night_without_an_update_is_left_out(ticks: Make) -> None:
    shop = ticks(mistake_before_the_tick.defs)
    assert requested(shop, at(2), at(3), at(2, day=5)) == [0, 0, 0]
    assert requested(shop, at(3, day=5)) == [0]
    assert shop.tick("orders", at=at(4, day=5)).total_requested == 1
    assert requested(shop, at(5, day=5), at(2, day=6)) == [0, 0]


def test_after_an_outage_it_is_requested_once(ticks: Make) -> None:
    shop = ticks(mistake_deployed_after_three.defs)
    assert requested(shop, at(2), at(12, day=9), at(13, day=9)) == [0, 1, 0]


def test_the_daemon_makes_up_one_night() -> None:
    sensors = dg.Definitions(sensors=[AUTOMATION])
    defs = dg.Definitions.merge(mistake_deployed_after_three.defs, sensors)
    with run_daemon(defs, executes=True) as daemon:
        daemon.turn_conditions(at(2))
        for minute in range(3):
            daemon.turn_conditions(at(12, minute, day=9))
        assert runs_of(daemon) == [["orders"]]


def test_materialized_by_hand_it_waits_for_the_next_night(ticks: Make) -> None:
    shop = ticks(mistake_before_the_tick.defs)
    assert requested(shop, at(2), at(3)) == [0, 0]
    assert shop.tick("revenue", at=at(4)).total_requested == 0
    assert shop.tick("orders", at=at(5)).total_requested == 0
    assert requested(shop, at(3, day=5)) == [0]
    assert shop.tick("orders", at=at(4, day=5)).total_requested == 1


def test_an_update_since_midnight_is_enough(run: Run) -> None:
    expected = ["0:01 0", "2:01 0", "3:01 1", "4:01 0"]
    assert run(f"{PAGE}/after_midnight") == expected


def test_it_waits_for_a_late_parent_until_midnight(ticks: Make) -> None:
    late = ticks(after_midnight.defs)
    assert requested(late, at(0), at(2), at(3)) == [0, 0, 0]
    assert late.tick("orders", at=at(9)).total_requested == 1
    yesterday = ticks(after_midnight.defs)
    yesterday.tick(at=at(0))
    yesterday.tick("orders", at=at(23))
    times = at(0, day=5), at(3, day=5), at(9, day=5)
    assert requested(yesterday, *times) == [0, 0, 0]


def test_the_daemon_counts_from_midnight() -> None:
    sensors = dg.Definitions(sensors=[AUTOMATION])
    defs = dg.Definitions.merge(after_midnight.defs, sensors)
    with run_daemon(defs, executes=True) as daemon:
        daemon.turn_conditions(at(0))
        update(daemon, "orders")
        for hour in (2, 3, 4):
            daemon.turn_conditions(at(hour))
        assert runs_of(daemon) == [["revenue"]]


def test_the_parents_can_be_ignored(run: Run) -> None:
    expected = ["2:01 0", "3:01 1", "4:01 0"]
    assert run(f"{PAGE}/whatever_the_parents_do") == expected


@pytest.mark.parametrize(
    "page",
    [
        after_its_parents,
        after_midnight,
        mistake_before_the_tick,
        whatever_the_parents_do,
    ],
)
def test_revenue_depends_on_orders(
    page: ModuleType,
) -> None:
    assert page.revenue.dependency_keys == {page.orders.key}


def test_a_parent_before_3_does_not_count(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_before_the_tick"
    assert run(name) == ["1:01 0", "2:01 0", "3:01 0", "23:01 0"]
    ready = mend(
        name,
        {
            'on_cron("0 3 * * *")': 'on_cron("0 3 * * *").replace('
            '"all_deps_updated_since_cron(0 3 * * *, UTC)", '
            "dg.AutomationCondition.all_deps_updated_since_cron("
            '"0 0 * * *"))'
        },
    )
    assert ready == ["1:01 0", "2:01 0", "3:01 1", "23:01 0"]
    early = mend(name, {'"0 3 * * *"': '"30 1 * * *"'})
    assert early == ["1:01 0", "2:01 1", "3:01 0", "23:01 0"]


def test_without_a_zone_it_is_utc(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_no_zone"
    assert run(name) == ["2:01 0", "3:01 0", "4:01 0", "5:01 1"]
    zone = {'"0 3 * * *"': '"0 3 * * *", "Europe/Berlin"'}
    assert mend(name, zone) == ["2:01 0", "3:01 1", "4:01 0", "5:01 0"]


def test_a_new_asset_waits_for_the_next_3(run: Run) -> None:
    expected = ["May 4, 10:01 0", "May 4, 23:01 0", "May 5, 3:01 1"]
    assert run(f"{PAGE}/mistake_deployed_after_three") == expected


def test_a_cron_string_has_five_fields(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_six_fields"
    with pytest.raises(Exception, match="Invalid cron schedule: 0 0 3"):
        run(name)
    assert mend(name, {"0 0 3 * * *": "0 3 * * *"}) == []


def test_a_misspelled_zone_loads_and_fails_at_the_tick(
    run: Run, mend: Mend
) -> None:
    name = f"{PAGE}/mistake_misspelled_zone"
    with pytest.raises(Exception, match="conditions for orders"):
        run(name)
    assert mend(name, {"Berln": "Berlin"}) == []


def test_it_holds_the_other_assets_back() -> None:
    @dg.asset(automation_condition=dg.AutomationCondition.missing())
    def customers() -> None: ...

    more = dg.Definitions([customers], sensors=[AUTOMATION])
    defs = dg.Definitions.merge(mistake_misspelled_zone.defs, more)
    with run_daemon(more) as daemon:
        daemon.turn_conditions(at(2))
        assert runs_of(daemon) == [["customers"]]
    with run_daemon(defs) as daemon:
        daemon.turn_conditions(at(2))
        assert runs_of(daemon) == []
        [tick] = daemon.ticks("automation")
        assert tick.status == "FAILURE"


def test_the_next_night_begins_at_the_cron_tick(ticks: Make) -> None:
    shop = ticks(after_its_parents.defs)
    day = timedelta(days=1)
    assert requested(shop, in_berlin(2), in_berlin(3)) == [0, 0]
    assert shop.tick("orders", at=in_berlin(4)).total_requested == 1
    assert requested(shop, in_berlin(5), in_berlin(3) + day) == [0, 0]
    assert shop.tick("orders", at=in_berlin(4) + day).total_requested == 1
