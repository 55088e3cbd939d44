"""Every claim of docs/automation/partitions.md, proved."""

from datetime import UTC, datetime, timedelta
from types import ModuleType

import dagster as dg
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from snippets.automation.partitions import (
    after_an_outage,
    every_updated_day,
    mistake_days_of_an_outage,
    mistake_older_day,
    mistake_one_day_is_missing,
    mistake_week_is_not_over,
    the_last_week,
)
from tests._harness.daemon import Daemon, run_daemon
from tests.automation.conftest import Make, Ticks, condition_of
from tests.conftest import Mend, Run

PAGE = "automation/partitions"
AC = dg.AutomationCondition
NOW = datetime(2026, 5, 10, 9, tzinfo=UTC)
HANDLED = AC.newly_requested() & ~AC.any_deps_updated()
DAYS = [f"2026-05-0{day}" for day in range(1, 10)]
AUTOMATION = dg.AutomationConditionSensorDefinition(
    "automation",
    target=dg.AssetSelection.all(),
    default_status=dg.DefaultSensorStatus.RUNNING,
)


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 5, day, hour, tzinfo=UTC)


def keys(
    shop: Ticks, *updated: str, when: datetime = NOW, of: str = "revenue"
) -> list[str | None]:
    """What is requested after the parent's days were updated."""
    for key in updated:
        shop.report("orders", key)
    found = shop.tick(at=when).get_requested_partitions(dg.AssetKey(of))
    return sorted(found, key=str)


def with_condition(condition: dg.AutomationCondition) -> dg.Definitions:
    @dg.asset(
        deps=[every_updated_day.orders],
        partitions_def=every_updated_day.days,
        automation_condition=condition,
    )
    def revenue() -> None: ...

    return dg.Definitions([every_updated_day.orders, revenue])


def test_each_updated_day_is_requested(run: Run) -> None:
    both = "['2026-05-03', '2026-05-09']"
    assert run(f"{PAGE}/every_updated_day") == ["[]", both]


def asked_of(
    daemon: Daemon, defs: dg.Definitions, name: str
) -> list[list[str]]:
    """The keys of each run and of each backfill, the oldest first."""
    graph = defs.resolve_asset_graph()
    runs = [[run.tags["dagster/partition"]] for run in daemon.runs()]
    backfills = [
        each.get_asset_backfill_data(graph).get_target_partitions_subset(
            dg.AssetKey(name)
        )
        for each in reversed(daemon.instance.get_backfills())
    ]
    return runs + [sorted(each.get_partition_keys()) for each in backfills]


def test_the_daemon_starts_a_run_for_one_day_and_a_backfill_for_several() -> (
    None
):
    sensors = dg.Definitions(sensors=[AUTOMATION])
    defs = dg.Definitions.merge(every_updated_day.defs, sensors)
    with run_daemon(defs, executes=True) as daemon:
        for minute, updated in enumerate([[], DAYS[:1], DAYS[2:4], [], []]):
            for key in updated:
                event = dg.AssetMaterialization("orders", partition=key)
                daemon.instance.report_runless_asset_event(event)
            daemon.turn_conditions(NOW + timedelta(minutes=minute))
        assert asked_of(daemon, defs, "revenue") == [DAYS[:1], DAYS[2:4]]


def test_only_that_part_is_taken_away() -> None:
    condition = condition_of(every_updated_day.revenue)
    assert condition == AC.eager().without(AC.in_latest_time_window())


@pytest.mark.parametrize("condition", [AC.eager(), AC.on_cron("0 3 * * *")])
def test_of_time_partitions_the_last_one_that_is_over_is_requested(
    condition: dg.AutomationCondition, ticks: Make
) -> None:
    shop = ticks(with_condition(condition))
    shop.tick(at=at(9, 2))
    shop.tick(at=at(9, 4))
    assert keys(shop, *DAYS[:8], when=at(9, 5)) == ["2026-05-08"]


def test_static_partitions_are_not_limited(ticks: Make) -> None:
    regions = dg.StaticPartitionsDefinition(["north", "south", "west"])

    @dg.asset(partitions_def=regions)
    def orders() -> None: ...

    @dg.asset(
        deps=[orders], partitions_def=regions, automation_condition=AC.eager()
    )
    def revenue() -> None: ...

    shop = ticks([orders, revenue])
    assert keys(shop) == []
    assert keys(shop, "north", "west") == ["north", "west"]


def test_a_new_condition_requests_nothing_for_being_missing(
    ticks: Make,
) -> None:
    shop = ticks(every_updated_day.defs)
    assert keys(shop, *DAYS) == []
    assert keys(shop) == []


# A day is updated, some are, or a tick comes; a request runs at once.
STEPS = st.lists(
    st.lists(st.sampled_from(DAYS[:4]), max_size=3), min_size=1, max_size=6
)


def find_lost(
    condition: dg.AutomationCondition, steps: list[list[str]]
) -> set[str]:
    """Which days were not requested after their last update."""
    behind: set[str] = set()
    with dg.DagsterInstance.ephemeral() as instance:
        shop = Ticks(with_condition(condition), instance)
        shop.tick(at=NOW)
        for updated in [*steps, []]:
            behind |= set(updated)
            requested = keys(shop, *updated)
            behind -= {str(key) for key in requested}
            for key in requested:
                shop.report("revenue", key)
    return behind


@settings(max_examples=15, deadline=None, derandomize=True)
@example([["2026-05-01"], ["2026-05-01"]])
@example([["2026-05-01", "2026-05-03"], [], ["2026-05-03"], ["2026-05-01"]])
@given(STEPS)
def test_no_updated_day_is_lost_in_any_order_of_updates_and_ticks(
    steps: list[list[str]],
) -> None:
    condition = condition_of(every_updated_day.revenue)
    assert find_lost(condition.replace("handled", HANDLED), steps) == set()


def test_without_the_replacement_a_day_can_be_lost() -> None:
    steps = [["2026-05-01"], ["2026-05-01"]]
    condition = condition_of(every_updated_day.revenue)
    assert find_lost(condition, steps) == {"2026-05-01"}
    older = condition_of(mistake_older_day.revenue)
    assert find_lost(older, [["2026-05-01"]]) == {"2026-05-01"}


def test_the_last_week_is_seven_days(run: Run, ticks: Make) -> None:
    week = "['2026-05-03', '2026-05-09']"
    assert run(f"{PAGE}/the_last_week") == ["[]", week]
    shop = ticks(the_last_week.defs)
    shop.tick(at=NOW)
    assert keys(shop, *DAYS) == DAYS[2:]


def test_each_night_what_is_missing_is_requested(run: Run) -> None:
    assert run(f"{PAGE}/after_an_outage") == [
        "May 3: 2026-05-01",
        "May 3: 2026-05-02",
        "May 6: 2026-05-03",
        "May 6: 2026-05-04",
        "May 6: 2026-05-05",
    ]


def test_it_is_requested_once_a_night_and_looks_back_a_week(
    ticks: Make,
) -> None:
    shop = ticks(after_an_outage.defs)
    shop.tick(at=at(9, 2))
    first = keys(shop, when=at(10, 4), of="orders")
    assert first == DAYS[2:]
    assert keys(shop, when=at(10, 5), of="orders") == []
    assert keys(shop, when=at(11, 2), of="orders") == []
    assert len(keys(shop, when=at(11, 4), of="orders")) == 7


# The hours, after each other, at which the daemon was up.
HOURS = st.lists(st.integers(1, 40), min_size=1, max_size=6)


def materialized_after(
    condition: dg.AutomationCondition, hours: list[int], fails: list[bool]
) -> set[str]:
    """Play a week in which some runs fail; the last night is a good one."""

    @dg.asset(
        partitions_def=after_an_outage.days, automation_condition=condition
    )
    def orders() -> None: ...

    done = set()
    with dg.DagsterInstance.ephemeral() as instance:
        shop = Ticks([orders], instance)
        when = at(1, 1)
        times = [
            when := min(when + timedelta(hours=h), at(7, 2)) for h in hours
        ]
        for number, time in enumerate([at(1, 0), *times, at(8, 4)]):
            for key in keys(shop, when=time, of="orders"):
                if time == at(8, 4) or not fails[number % len(fails)]:
                    shop.report("orders", key)
                    done.add(str(key))
    return done


@settings(max_examples=15, deadline=None, derandomize=True)
@example([1], [False])
@example([30, 30, 30], [True, False])
@given(HOURS, st.lists(st.booleans(), min_size=1, max_size=3))
def test_no_day_is_lost_whenever_the_daemon_is_down(
    hours: list[int], fails: list[bool]
) -> None:
    condition = condition_of(after_an_outage.orders)
    assert materialized_after(condition, hours, fails) == set(DAYS[:7])


def test_on_cron_loses_days_when_the_daemon_is_down() -> None:
    condition = condition_of(mistake_days_of_an_outage.orders)
    assert materialized_after(condition, [1], [False]) == {"2026-05-07"}


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        (after_an_outage, [DAYS[:2], DAYS[2:5]]),
        (mistake_days_of_an_outage, [[DAYS[1]], [DAYS[4]]]),
    ],
)
def test_after_an_outage_the_daemon_asks_for_the_same_days(
    page: ModuleType, asked: list[list[str]]
) -> None:
    defs = dg.Definitions.merge(page.defs, dg.Definitions(sensors=[AUTOMATION]))
    with run_daemon(defs, executes=True) as daemon:
        for day, hour in [(3, 2), (3, 4), (6, 12), (6, 13)]:
            daemon.turn_conditions(at(day, hour))
        assert asked_of(daemon, defs, "orders") == asked


def test_a_day_in_a_backfill_is_not_requested_the_next_night() -> None:
    sensors = dg.Definitions(sensors=[AUTOMATION])
    defs = dg.Definitions.merge(after_an_outage.defs, sensors)
    with run_daemon(defs) as daemon:
        for day in (3, 4, 5):
            daemon.turn_conditions(at(day, 4))
        assert asked_of(daemon, defs, "orders") == [[DAYS[3]], DAYS[:3]]


def test_the_older_day_is_lost(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_older_day"
    assert run(name) == ["[]", "['2026-05-09']"]
    eager = "dg.AutomationCondition.eager()"
    fixed = f"{eager}.without(dg.AutomationCondition.in_latest_time_window())"
    both = "['2026-05-03', '2026-05-09']"
    assert mend(name, {eager: fixed}) == ["[]", both]


def test_no_later_tick_requests_it(ticks: Make) -> None:
    shop = ticks(mistake_older_day.defs)
    shop.tick(at=NOW)
    assert keys(shop, "2026-05-03") == []
    later = [NOW + timedelta(days=days) for days in (0, 1, 2)]
    assert [keys(shop, when=time) for time in later] == [[], [], []]


def test_the_days_of_an_outage_are_lost(run: Run) -> None:
    assert run(f"{PAGE}/mistake_days_of_an_outage") == [
        "May 3: 2026-05-02",
        "May 6: 2026-05-05",
        "May 7: 2026-05-06",
    ]


def test_the_total_waits_for_each_day(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_one_day_is_missing"
    assert run(name) == ["[]", "[]", "[]"]
    eager = "dg.AutomationCondition.eager()"
    fixed = f"{eager}.without(~dg.AutomationCondition.any_deps_missing())"
    assert mend(name, {eager: fixed})[:2] == ["[]", "[None]"]


def test_the_total_is_requested_when_no_day_is_missing(ticks: Make) -> None:
    shop = ticks(mistake_one_day_is_missing.defs)
    shop.tick(at=NOW)
    assert keys(shop, *DAYS[:8]) == []
    assert keys(shop, DAYS[8]) == [None]


def test_a_week_is_requested_with_two_of_its_days(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_week_is_not_over"
    assert run(name) == ["[]", "['2026-05-03']"]
    assert mend(name, {", end_offset=1": ""}) == ["[]", "[]"]


def test_without_the_offset_a_week_waits_for_its_days(ticks: Make) -> None:
    @dg.asset(
        deps=[mistake_week_is_not_over.orders],
        partitions_def=dg.WeeklyPartitionsDefinition("2026-05-03"),
        automation_condition=AC.eager(),
    )
    def revenue() -> None: ...

    shop = ticks([mistake_week_is_not_over.orders, revenue])
    assert keys(shop, *DAYS[2:7], when=at(9, 9)) == []
    assert keys(shop, when=at(10, 9)) == []
    assert keys(shop, DAYS[7], when=at(10, 10)) == []
    assert keys(shop, DAYS[8], when=at(10, 11)) == ["2026-05-03"]


@pytest.mark.parametrize(
    "page",
    [
        every_updated_day,
        the_last_week,
        mistake_older_day,
        mistake_one_day_is_missing,
        mistake_week_is_not_over,
    ],
)
def test_revenue_depends_on_orders(page: ModuleType) -> None:
    assert page.revenue.dependency_keys == {page.orders.key}
