"""Every claim of docs/automation/eager.md, proved."""

import runpy
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from snippets.automation.eager import (
    a_parent_that_always_runs,
    after_its_parent,
    mistake_missing_before,
    mistake_no_second_try,
    mistake_stopped,
    mistake_updated_before_the_tick,
    no_update_is_lost,
    one_parent_of_two,
    updates_of_the_night,
)
from tests._harness.daemon import Daemon, run_daemon
from tests.automation.conftest import (
    NINE,
    Make,
    Ticks,
    condition_of,
    runs_of,
    update,
)
from tests.conftest import Mend, Run

PAGE = "automation/eager"
MINUTE = timedelta(minutes=1)
DEFAULT_SENSOR = "default_automation_condition_sensor"
EAGER = "dg.AutomationCondition.eager()"
# The condition that loses nothing, as a reader takes it from the page.
REPAIRED = (
    f'{EAGER}.replace("handled", dg.AutomationCondition.newly_requested() '
    "& ~dg.AutomationCondition.any_deps_updated())"
)


class Shop(Ticks):
    """Revenue with a condition; its runs start at the tick that asks."""

    def __init__(self, instance: dg.DagsterInstance, condition: Any) -> None:
        self.orders = self.read = 0
        self.steps: Iterator[str] = iter(())

        @dg.asset(deps=["orders"], automation_condition=condition)
        def revenue() -> None:
            self.play(until="read")
            self.read = self.orders
            self.play(until="end")

        self.revenue = revenue
        super().__init__([revenue], instance)

    def play(self, until: str = "") -> None:
        for step in self.steps:
            if step == until:
                return
            if step == "update":
                self.orders += 1
                self.report("orders")
            elif step == "tick" and self.tick().total_requested:
                dg.materialize([self.revenue], instance=self.instance)


def is_lost(condition: Any, steps: list[str]) -> bool:
    """Play what happens, let the ticks catch up, and see what was read."""
    with dg.DagsterInstance.ephemeral() as instance:
        shop = Shop(instance, condition)
        shop.steps = iter(["tick", *steps, "read", "end", *["tick"] * 3])
        shop.play()
        return shop.read != shop.orders


# A run reads at the next "read" and ends at the next "end".
STEPS = st.lists(st.sampled_from(["update", "tick", "read", "end"]), max_size=9)
LOST = [
    ["update", "tick", "read", "update", "end"],
    ["update", "tick", "read", "update", "tick", "end"],
    ["update", "tick", "read", "tick", "update", "tick", "end"],
]


@settings(max_examples=20, deadline=None, derandomize=True)
@example(LOST[0])
@example(LOST[1])
@example(LOST[2])
@given(STEPS)
def test_no_update_is_lost_in_any_order_of_updates_runs_and_ticks(
    steps: list[str],
) -> None:
    assert not is_lost(condition_of(no_update_is_lost.revenue), steps)


@pytest.mark.parametrize("steps", LOST)
def test_eager_loses_an_update_during_the_run(steps: list[str]) -> None:
    condition = condition_of(mistake_updated_before_the_tick.revenue)
    assert is_lost(condition, steps)


@pytest.mark.parametrize(
    "steps",
    [
        ["update", "tick", "read", "end", "tick", "update"],
        ["update", "update", "tick", "read", "end"],
    ],
)
def test_eager_sees_an_update_after_the_tick_that_saw_the_run(
    steps: list[str],
) -> None:
    assert not is_lost(condition_of(after_its_parent.revenue), steps)


def test_the_price_is_a_request_after_a_run_by_hand(ticks: Make) -> None:
    updates: list[list[str]] = [["orders", "revenue"], ["orders", "revenue"]]
    assert ticks(after_its_parent.defs).count(*updates) == [0, 0]
    assert ticks(no_update_is_lost.defs).count(*updates) == [0, 1]


def turn(daemon: Daemon, times: int = 1, after: datetime = NINE) -> None:
    for number in range(times):
        daemon.turn_conditions(after + number * MINUTE)


def test_revenue_is_requested_after_its_parent(run: Run) -> None:
    assert run(f"{PAGE}/after_its_parent") == ["0", "1", "0"]


def test_the_daemon_starts_one_run_after_the_update() -> None:
    with run_daemon(after_its_parent.defs, executes=True) as daemon:
        turn(daemon)
        assert runs_of(daemon) == []
        update(daemon, "orders")
        turn(daemon, 3, NINE + MINUTE)
        assert runs_of(daemon) == [["revenue"]]
        [one] = daemon.runs()
        assert one.status is dg.DagsterRunStatus.SUCCESS
        assert one.tags["dagster/sensor_name"] == "automation"


def test_a_chain_is_one_run() -> None:
    @dg.asset(
        deps=[after_its_parent.revenue],
        automation_condition=dg.AutomationCondition.eager(),
    )
    def report() -> None: ...

    defs = dg.Definitions.merge(after_its_parent.defs, dg.Definitions([report]))
    with run_daemon(defs, executes=True) as daemon:
        turn(daemon)
        update(daemon, "orders")
        turn(daemon, 4, NINE + MINUTE)
        assert runs_of(daemon) == [["report", "revenue"]]


def test_it_waits_until_no_parent_is_missing(ticks: Make) -> None:
    @dg.asset(
        deps=["orders", "customers"],
        automation_condition=dg.AutomationCondition.eager(),
    )
    def revenue() -> None: ...

    updates: list[list[str]] = [[], ["orders"], ["customers"], []]
    assert ticks([revenue]).count(*updates) == [0, 0, 1, 0]


def test_it_waits_until_no_parent_is_in_a_run() -> None:
    @dg.asset
    def orders() -> None: ...

    @dg.asset(
        deps=[orders, "customers"],
        automation_condition=dg.AutomationCondition.eager(),
    )
    def revenue() -> None: ...

    job = dg.define_asset_job("orders_job", [orders])
    defs = dg.Definitions(
        [orders, revenue],
        jobs=[job],
        sensors=[after_its_parent.automation],
        schedules=[dg.ScheduleDefinition(job=job, cron_schedule="0 9 * * *")],
    )
    with run_daemon(defs) as daemon:
        update(daemon, "orders", "customers")
        turn(daemon)
        daemon.start("orders_job_schedule", NINE - MINUTE)
        daemon.turn_schedules(NINE)
        update(daemon, "customers")
        turn(daemon, 2, NINE + MINUTE)
        assert [each.job_name for each in daemon.runs()] == ["orders_job"]


def test_one_parent_is_followed_and_the_other_is_not(
    run: Run, ticks: Make
) -> None:
    assert run(f"{PAGE}/one_parent_of_two") == ["0", "1", "0", "0"]
    updates: list[list[str]] = [[], ["exchange_rates"], ["orders"]]
    assert ticks(one_parent_of_two.defs).count(*updates) == [0, 0, 1]
    assert one_parent_of_two.revenue.dependency_keys == {
        one_parent_of_two.orders.key,
        one_parent_of_two.exchange_rates.key,
    }


def test_allow_names_the_only_ones_that_count(ticks: Make) -> None:
    only = dg.AssetSelection.assets("orders")

    @dg.asset(
        deps=["orders", "exchange_rates"],
        automation_condition=dg.AutomationCondition.eager().allow(only),
    )
    def revenue() -> None: ...

    updates: list[list[str]] = [[], ["exchange_rates"], ["orders"]]
    assert ticks([revenue]).count(*updates) == [0, 0, 1]


NIGHT, DAY = updates_of_the_night.night, {"load": "day"}


def test_updates_count_by_the_tags_of_their_runs(run: Run) -> None:
    told = ["any: 1", "all: 0", "last: 0"]
    assert run(f"{PAGE}/updates_of_the_night") == told
    assert NIGHT == {"load": "night"}


@pytest.mark.parametrize(
    ("runs", "requested"),
    [
        ([NIGHT], [1, 1, 1]),
        ([DAY], [0, 0, 0]),
        ([NIGHT, DAY], [1, 0, 0]),
        ([DAY, NIGHT], [1, 0, 1]),
    ],
)
def test_any_all_or_the_last_update_has_the_tag(
    ticks: Make, runs: list[dict[str, str]], requested: list[int]
) -> None:
    page, found = updates_of_the_night, []
    for which in page.tagged:
        made = ticks([page.orders, page.build(which)])
        made.tick("orders")
        for tags in runs:
            dg.materialize([page.orders], tags=tags, instance=made.instance)
        found.append(made.tick().total_requested)
    assert found == requested


@pytest.mark.parametrize("together", [True, False])
def test_an_update_by_a_run_that_selects_both_does_not_count(
    ticks: Make, together: bool
) -> None:
    page = updates_of_the_night

    @dg.asset(
        deps=[page.orders],
        automation_condition=condition_of(page.build("any")),
    )
    def revenue() -> None:
        raise dg.Failure(allow_retries=False)

    defs = dg.Definitions([page.orders, revenue])
    made = ticks(defs)
    made.tick("orders")
    assets = [page.orders, revenue] if together else [page.orders]
    defs.resolve_implicit_global_asset_job_def().execute_in_process(
        asset_selection=[asset.key for asset in assets],
        tags=NIGHT,
        instance=made.instance,
        raise_on_error=False,
    )
    assert made.count([]) == [0 if together else 1]


def test_the_page_shows_the_condition_for_any_update() -> None:
    page = updates_of_the_night
    orders, revenue = page.defs.assets or []
    assert orders == page.orders
    assert isinstance(revenue, dg.AssetsDefinition)
    assert condition_of(revenue) == condition_of(page.build("any"))
    assert revenue.dependency_keys == {page.orders.key}


def test_the_rest_of_eager_is_kept() -> None:
    condition = condition_of(updates_of_the_night.build("any"))
    other = condition.replace("handled", dg.AutomationCondition.missing())
    assert repr(other) != repr(condition)


def test_a_parent_in_a_run_holds_back_eager_alone(run: Run) -> None:
    told = ["report 0", "revenue 0", "report 0", "revenue 1"]
    assert run(f"{PAGE}/a_parent_that_always_runs") == told
    page = a_parent_that_always_runs
    for asset in (page.report, page.revenue):
        assert asset.dependency_keys == {page.orders.key}
    eager = dg.AutomationCondition.eager()
    assert repr(condition_of(page.report)) == repr(eager)


def test_it_waits_for_a_run_of_the_stocktaking(ticks: Make) -> None:
    @dg.asset(name="stocktaking")
    def meanwhile() -> None:
        counts.extend(made.count(["orders"]))

    counts: list[int] = []
    page = a_parent_that_always_runs
    made = ticks([page.stocktaking, page.revenue])
    made.tick()
    dg.materialize([meanwhile], instance=made.instance)
    assert counts + made.count([]) == [0, 1]


def test_it_waits_for_a_backfill_of_its_parent() -> None:
    @dg.asset
    def orders() -> None: ...

    page = a_parent_that_always_runs
    defs = dg.Definitions(
        [orders, page.stocktaking, page.revenue],
        sensors=[after_its_parent.automation],
    )
    with run_daemon(defs, executes=True) as daemon:
        update(daemon, "orders")
        turn(daemon)
        daemon.backfill("orders", NINE)
        update(daemon, "orders")
        turn(daemon, 1, NINE + MINUTE)
        daemon.turn_backfills()
        turn(daemon, 1, NINE + 2 * MINUTE)
        assert runs_of(daemon) == [["orders"]]
        daemon.turn_backfills()
        turn(daemon, 1, NINE + 3 * MINUTE)
        assert runs_of(daemon) == [["orders"], ["revenue"]]


def test_the_repaired_condition_requests_again(run: Run) -> None:
    assert run(f"{PAGE}/no_update_is_lost") == ["0", "1", "1", "0", "0"]


def test_the_second_update_is_lost(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_updated_before_the_tick"
    assert run(name) == ["0", "1", "0", "0", "0"]
    assert mend(name, {EAGER: REPAIRED}) == ["0", "1", "1", "0", "0"]


@pytest.mark.parametrize(
    ("asset", "runs"),
    [
        (mistake_updated_before_the_tick.revenue, 1),
        (no_update_is_lost.revenue, 2),
    ],
)
def test_the_daemon_loses_it_too(asset: dg.AssetsDefinition, runs: int) -> None:
    sensors = [after_its_parent.automation]
    defs = dg.Definitions([after_its_parent.orders, asset], sensors=sensors)
    with run_daemon(defs, executes=True) as daemon:
        turn(daemon)
        update(daemon, "orders")
        turn(daemon, 1, NINE + MINUTE)
        update(daemon, "orders")
        turn(daemon, 4, NINE + 2 * MINUTE)
        assert runs_of(daemon) == [["revenue"]] * runs


def test_what_was_missing_stays_missing(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_missing_before"
    assert run(name) == ["0", "0", "0"]
    assert mend(name, {EAGER: REPAIRED}) == ["1", "0", "0"]


def test_what_was_missing_is_requested_with_the_next_update(
    ticks: Make,
) -> None:
    updates: list[list[str]] = [["orders"], [], ["orders"]]
    assert ticks(mistake_missing_before.defs).count(*updates) == [0, 0, 1]


def test_without_a_sensor_of_your_own_it_is_stopped(run: Run) -> None:
    assert run(f"{PAGE}/mistake_stopped") == [f"{DEFAULT_SENSOR} STOPPED"]
    with run_daemon(mistake_stopped.defs) as daemon:
        turn(daemon, 2)
        update(daemon, "orders")
        turn(daemon, 2, NINE + 2 * MINUTE)
        assert runs_of(daemon) == []
        assert daemon.ticks(DEFAULT_SENSOR) == []
        daemon.start(DEFAULT_SENSOR, NINE + 4 * MINUTE)
        turn(daemon, 1, NINE + 5 * MINUTE)
        update(daemon, "orders")
        turn(daemon, 1, NINE + 6 * MINUTE)
        assert runs_of(daemon) == [["revenue"]]


def test_the_sensor_of_the_page_takes_the_place_of_the_default() -> None:
    sensors = after_its_parent.defs.get_repository_def().sensor_defs
    assert [(each.name, each.default_status) for each in sensors] == [
        ("automation", dg.DefaultSensorStatus.RUNNING)
    ]
    assert after_its_parent.automation.minimum_interval_seconds == 30


def test_a_failure_is_not_requested_again(run: Run) -> None:
    name = f"{PAGE}/mistake_no_second_try"
    assert run(name) == ["0", "1", "0", "0", "0"]


def test_the_next_update_requests_it_again(ticks: Make) -> None:
    shop = ticks(mistake_no_second_try.defs)
    assert shop.count([], ["orders"]) == [0, 1]
    revenue = mistake_no_second_try.revenue
    dg.materialize([revenue], instance=shop.instance, raise_on_error=False)
    assert shop.count([], [], ["orders"]) == [0, 0, 1]


def test_a_retry_policy_tries_again_in_the_same_run() -> None:
    tries = iter([ConnectionError(), None])

    @dg.asset(
        deps=["orders"],
        retry_policy=dg.RetryPolicy(max_retries=3),
        automation_condition=dg.AutomationCondition.eager(),
    )
    def revenue() -> None:
        if error := next(tries):
            raise error

    defs = dg.Definitions([revenue], sensors=[after_its_parent.automation])
    with run_daemon(defs, executes=True) as daemon:
        turn(daemon)
        update(daemon, "orders")
        turn(daemon, 1, NINE + MINUTE)
        [one] = daemon.runs()
        assert one.status is dg.DagsterRunStatus.SUCCESS


def test_the_daemon_does_not_try_again() -> None:
    defs = dg.Definitions.merge(
        mistake_no_second_try.defs,
        dg.Definitions(sensors=[after_its_parent.automation]),
    )
    with run_daemon(defs, executes=True) as daemon:
        turn(daemon)
        update(daemon, "orders")
        turn(daemon, 4, NINE + MINUTE)
        [one] = daemon.runs()
        assert one.status is dg.DagsterRunStatus.FAILURE


def test_a_name_is_not_a_selection(
    run: Run, mend: Mend, tmp_path: Path
) -> None:
    name = f"{PAGE}/mistake_name_as_selection"
    with pytest.raises(Exception, match="is not a AssetSelection"):
        run(name)
    selection = 'dg.AssetSelection.assets("exchange_rates")'
    assert mend(name, {'"exchange_rates"': selection}) == []
    fixed = runpy.run_path(f"{tmp_path}/fixed.py")
    keys = {fixed["orders"].key, fixed["exchange_rates"].key}
    assert fixed["revenue"].dependency_keys == keys
