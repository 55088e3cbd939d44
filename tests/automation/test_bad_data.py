"""Every claim of docs/automation/bad_data.md, proved."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import dagster as dg
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from snippets.automation.bad_data import (
    after_the_stocktaking,
    check_what_was_not_checked,
    every_check,
    load_again,
    mistake_blocks_one_run,
    mistake_check_by_the_clock,
    mistake_check_of_which_asset,
    mistake_never_checked,
    mistake_not_blocking,
    only_fresh_prices,
    only_other_data,
    wait_for_the_check,
)
from snippets.automation.eager import no_update_is_lost
from tests._harness.daemon import Daemon, run_daemon
from tests.automation.conftest import NINE, Make, condition_of, runs_of
from tests.conftest import Mend, Run

PAGE = "automation/bad_data"
MINUTE = timedelta(minutes=1)
SENSOR = "default_automation_condition_sensor"
GUARDED = condition_of(wait_for_the_check.revenue)
EAGER = "dg.AutomationCondition.eager()"
GUARD = "dg.AutomationCondition.all_deps_blocking_checks_passed()"
ERROR, WARN = dg.AssetCheckSeverity.ERROR, dg.AssetCheckSeverity.WARN


class Shop:
    """Orders with a blocking check, and revenue with a condition."""

    def __init__(
        self,
        instance: dg.DagsterInstance,
        condition: Any,
        severity: dg.AssetCheckSeverity = ERROR,
    ) -> None:
        self.instance, self.is_good = instance, False
        self.cursor: Any = None

        @dg.asset
        def orders() -> None: ...

        @dg.asset_check(asset=orders, blocking=True)
        def not_empty() -> dg.AssetCheckResult:
            return dg.AssetCheckResult(passed=self.is_good, severity=severity)

        @dg.asset(deps=[orders], automation_condition=condition)
        def revenue() -> None: ...

        self.orders, self.check, self.revenue = orders, not_empty, revenue
        self.defs = dg.Definitions([orders, revenue], asset_checks=[not_empty])
        self.tick()

    def tick(self) -> int:
        result = dg.evaluate_automation_conditions(
            self.defs, self.instance, dg.AssetSelection.all(), NINE, self.cursor
        )
        self.cursor = result.cursor
        return result.get_num_requested(self.revenue.key)

    def load(self, *, is_good: bool) -> None:
        self.is_good = is_good
        self._run([self.orders, self.check])

    def load_unchecked(self) -> None:
        self._run([self.orders])

    def check_alone(self, *, is_good: bool) -> None:
        self.is_good = is_good
        self._run([self.orders, self.check], checks_of(self.orders))

    def _run(self, assets: list[Any], selection: Any = None) -> None:
        dg.materialize(
            assets,
            selection=selection,
            instance=self.instance,
            raise_on_error=False,
        )


def checks_of(asset: dg.AssetsDefinition) -> dg.AssetSelection:
    return dg.AssetSelection.checks_for_assets(asset)


@contextmanager
def open_shop(condition: Any, severity: Any = ERROR) -> Iterator[Shop]:
    with dg.DagsterInstance.ephemeral() as instance:
        yield Shop(instance, condition, severity)


def test_revenue_waits_until_the_check_passes(run: Run) -> None:
    told = ["[] 0", "[0] 0", "[40] 1", "[] 0"]
    assert run(f"{PAGE}/wait_for_the_check") == told


def test_the_check_passes_from_one_row_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    check: Any = wait_for_the_check.not_empty
    assert not check().passed
    monkeypatch.setattr(wait_for_the_check, "rows", [1])
    assert check().passed


@pytest.mark.parametrize(
    ("page", "passes"),
    [
        (check_what_was_not_checked, True),
        (mistake_check_by_the_clock, True),
        (mistake_blocks_one_run, False),
    ],
)
def test_the_orders_pass_their_check_or_do_not(page: Any, passes: bool) -> None:
    assert page.not_empty().passed is passes


def requested_by_the_daemon(defs: dg.Definitions, *assets: Any) -> Any:
    """Run assets between two ticks, and list the runs that follow."""
    with run_daemon(defs) as daemon:
        start(daemon)
        dg.materialize(assets, instance=daemon.instance, raise_on_error=False)
        before = len(daemon.runs())
        daemon.turn_conditions(NINE + MINUTE)
        return runs_of(daemon)[before:]


def start(daemon: Daemon) -> None:
    daemon.start(SENSOR, NINE)
    daemon.turn_conditions(NINE)


def test_the_daemon_waits_too(monkeypatch: pytest.MonkeyPatch) -> None:
    page = wait_for_the_check
    assets = page.orders, page.not_empty
    monkeypatch.setattr(page, "rows", [0])
    assert requested_by_the_daemon(page.defs, *assets) == []
    monkeypatch.setattr(page, "rows", [40])
    assert requested_by_the_daemon(page.defs, *assets) == [["revenue"]]


def test_an_older_result_does_not_count() -> None:
    with open_shop(GUARDED) as shop:
        shop.load(is_good=True)
        assert [shop.tick(), shop.tick()] == [1, 0]
        shop.load_unchecked()
        assert shop.tick() == 0
        shop.check_alone(is_good=True)
        assert shop.tick() == 1


@pytest.mark.parametrize("severity", [ERROR, WARN])
def test_it_is_requested_once_the_check_passes_alone(severity: Any) -> None:
    with open_shop(GUARDED, severity) as shop:
        shop.load(is_good=False)
        assert [shop.tick(), shop.tick()] == [0, 0]
        shop.check_alone(is_good=True)
        assert [shop.tick(), shop.tick()] == [1, 0]


def test_a_warning_blocks_nothing_within_a_run() -> None:
    with open_shop(None, WARN) as shop:
        assets = [shop.orders, shop.check, shop.revenue]
        run = dg.materialize(assets, instance=shop.instance)
        keys = [e.asset_key for e in run.get_asset_materialization_events()]
        assert shop.revenue.key in keys


STEPS = st.lists(
    st.sampled_from(["good", "bad", "unchecked", "check", "tick"]), max_size=8
)


@settings(max_examples=20, deadline=None, derandomize=True)
@example(["good", "unchecked", "tick", "check"])
@example(["bad", "tick", "good", "tick", "bad"])
@given(STEPS)
def test_in_any_order_only_good_orders_are_used_and_none_is_lost(
    steps: list[str],
) -> None:
    # What `eager()` itself loses is the subject of another page.
    eager = condition_of(no_update_is_lost.revenue)
    guard = dg.AutomationCondition.all_deps_blocking_checks_passed()
    with open_shop(eager & guard) as shop:
        is_passed = is_open = False
        for step in [*steps, "good", "tick"]:
            if step == "tick":
                assert shop.tick() == (is_open and is_passed)
                is_open = is_open and not is_passed
                continue
            if step == "unchecked":
                shop.load_unchecked()
                is_passed, is_open = False, True
            elif step == "check":
                if is_open:
                    shop.check_alone(is_good=True)
                    is_passed = True
            else:
                shop.load(is_good=step == "good")
                is_passed, is_open = step == "good", True


def test_every_check_is_waited_for(run: Run, mend: Mend) -> None:
    assert run(f"{PAGE}/every_check") == ["0"]
    assert mend(f"{PAGE}/every_check", {"passed=False": "passed=True"}) == ["1"]
    assert mend(f"{PAGE}/every_check", {f"{EAGER} & all_checks_passed": EAGER})
    page = every_check
    ran = page.orders, page.has_customers
    assert requested_by_the_daemon(page.defs, *ran) == []
    label = page.all_checks_passed.get_label()
    assert label == "all_checks_passed"
    assert page.revenue.dependency_keys == {page.orders.key}


def test_a_parent_its_check_and_the_asset_are_in_one_run() -> None:
    due: Any = dg.AutomationCondition.cron_tick_passed("* * * * *")

    @dg.asset(automation_condition=due)
    def orders() -> None: ...

    @dg.asset_check(asset=orders, automation_condition=due)
    def not_empty() -> dg.AssetCheckResult:
        return dg.AssetCheckResult(passed=True)

    @dg.asset(
        deps=[orders],
        automation_condition=dg.AutomationCondition.eager()
        & every_check.all_checks_passed,
    )
    def revenue() -> None: ...

    defs = dg.Definitions([orders, revenue], asset_checks=[not_empty])
    with run_daemon(defs) as daemon:
        start(daemon)
        daemon.turn_conditions(NINE + MINUTE)
        assert runs_of(daemon) == [["orders", "revenue"]]


def test_a_check_is_requested_when_its_asset_ran_without_it(run: Run) -> None:
    page = check_what_was_not_checked
    assert run(f"{PAGE}/check_what_was_not_checked") == ["0", "1", "0"]
    with run_daemon(page.defs) as daemon:
        start(daemon)
        dg.materialize([page.orders], instance=daemon.instance)
        daemon.turn_conditions(NINE + MINUTE)
        assert (
            daemon.runs()[-1].asset_check_selection == page.not_empty.check_keys
        )


def test_orders_are_loaded_once_more(run: Run) -> None:
    assert run(f"{PAGE}/load_again") == ["1 1", "2 0", "3 0"]
    [check] = load_again.not_empty.check_keys
    assert check.asset_key == load_again.orders.key


def test_the_same_data_is_not_processed_again(
    run: Run, monkeypatch: pytest.MonkeyPatch, ticks: Make
) -> None:
    assert run(f"{PAGE}/only_other_data") == ["0", "1", "0", "0"]
    page = only_other_data
    made = ticks(page.defs)
    counts = made.count([])
    for price in ("4.20", "4.20", "4.50"):
        monkeypatch.setattr(page, "prices", [price])
        dg.materialize([page.price_list], instance=made.instance)
        counts += made.count([])
        made.report("revenue")
    assert counts == [0, 1, 0, 1]


def test_the_price_is_the_data_version() -> None:
    price_list: Any = only_other_data.price_list
    assert price_list().data_version == dg.DataVersion("4.20")


HOUR = timedelta(hours=1)


def look(daemon: Daemon, hours: int, *updated: str) -> list[list[str]]:
    """Give the runs that are requested some hours later."""
    at, before = NINE + hours * HOUR, len(daemon.runs())
    for name in updated:
        daemon.report(name, at)
    daemon.turn_freshness(at)
    daemon.turn_conditions(at)
    return runs_of(daemon)[before:]


def test_revenue_waits_for_fresh_prices() -> None:
    page = only_fresh_prices
    prices = page.prices.map_asset_specs(
        lambda spec: spec.replace_attributes(automation_condition=None)
    )
    defs = dg.Definitions([page.orders, prices, page.revenue])
    with run_daemon(defs, executes=True) as daemon:
        daemon.start(SENSOR, NINE)
        assert look(daemon, 0, "orders") == []
        assert look(daemon, 1, "orders") == []
        assert look(daemon, 2, "prices") == [["revenue"]]
        assert look(daemon, 3) == []
        assert look(daemon, 12, "orders") == [["revenue"]]
        assert look(daemon, 13) == []
        assert look(daemon, 14, "orders") == []
        assert look(daemon, 26) == []
        assert look(daemon, 27, "prices") == [["revenue"]]


def test_prices_are_requested_at_12_hours_and_once_more_at_24() -> None:
    defs = dg.Definitions([only_fresh_prices.prices])
    with run_daemon(defs) as daemon:
        daemon.start(SENSOR, NINE)
        found = [len(look(daemon, 0, "prices"))]
        found += [len(look(daemon, n)) for n in (11, 12, 13, 23, 24, 25, 40)]
        assert found == [0, 0, 1, 0, 0, 1, 0, 0]


def test_without_a_daemon_nothing_is_fresh(run: Run) -> None:
    assert run(f"{PAGE}/only_fresh_prices") == ["0"]
    page = only_fresh_prices
    assert page.revenue.dependency_keys == {page.orders.key}
    assert page.defs.assets == [page.orders, page.prices, page.revenue]


def test_nothing_runs_before_the_first_stocktaking(
    run: Run, ticks: Make
) -> None:
    page = after_the_stocktaking
    assert run(f"{PAGE}/after_the_stocktaking") == ["0", "0", "1"]
    assert page.stocktaking.key not in page.revenue.dependency_keys
    updates: list[list[str]] = [["stocktaking"], ["orders"]]
    assert ticks(page.defs).count(*updates) == [0, 1]


def test_a_blocking_check_blocks_one_run(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_blocks_one_run"
    assert run(name) == ["False 1"]
    assert mend(name, {EAGER: f"{EAGER} & {GUARD}"}) == ["False 0"]
    page = mistake_blocks_one_run
    ran = page.orders, page.not_empty
    assert requested_by_the_daemon(page.defs, *ran) == [["revenue"]]


def test_the_guard_looks_at_blocking_checks_alone(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_not_blocking"
    assert run(name) == ["1"]
    blocking = {
        "asset=orders": "asset=orders, blocking=True",
        "not_empty], instance=instance": "not_empty], instance=instance,"
        " raise_on_error=False",
    }
    assert mend(name, blocking) == ["0"]
    page = mistake_not_blocking
    ran = page.orders, page.not_empty
    assert requested_by_the_daemon(page.defs, *ran) == [["revenue"]]


def test_what_was_not_checked_has_not_passed(run: Run) -> None:
    assert run(f"{PAGE}/mistake_never_checked") == ["0", "0", "0"]
    page = mistake_never_checked
    assert requested_by_the_daemon(page.defs, page.orders) == []
    ran = page.orders, page.not_empty
    assert requested_by_the_daemon(page.defs, *ran) == [["revenue"]]


def test_a_check_with_a_condition_ends_the_waiting() -> None:
    condition = dg.AutomationCondition.eager()

    @dg.asset_check(
        asset="orders", blocking=True, automation_condition=condition
    )
    def not_empty() -> dg.AssetCheckResult:
        return dg.AssetCheckResult(passed=True)

    page = mistake_never_checked
    assets = [page.orders, page.revenue]
    defs = dg.Definitions(assets, asset_checks=[not_empty])
    with run_daemon(defs, executes=True) as daemon:
        start(daemon)
        dg.materialize([page.orders], instance=daemon.instance)
        for minutes in (1, 2, 3):
            daemon.turn_conditions(NINE + minutes * MINUTE)
        made = daemon.instance.get_latest_materialization_event(
            page.revenue.key
        )
        assert made


def test_a_check_on_cron_waits_for_its_asset(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_check_by_the_clock"
    assert run(name) == ["5:00 0", "7:00 0", "20:00 0"]
    mended = mend(name, {"on_cron": "cron_tick_passed"})
    assert mended == ["5:00 0", "7:00 1", "20:00 0"]


def test_a_check_on_cron_runs_once_its_asset_was_updated() -> None:
    page = mistake_check_by_the_clock
    assert page.defs.assets == [page.orders]
    with run_daemon(page.defs) as daemon:
        start(daemon)
        seven = NINE + timedelta(hours=22)
        daemon.turn_conditions(seven)
        assert daemon.runs() == []
        dg.materialize([page.orders], instance=daemon.instance)
        daemon.turn_conditions(seven + MINUTE)
        assert (
            daemon.runs()[-1].asset_check_selection == page.not_empty.check_keys
        )


def test_a_condition_on_checks_is_not_one_on_assets(
    run: Run, mend: Mend
) -> None:
    name = f"{PAGE}/mistake_check_of_which_asset"
    with pytest.raises(Exception, match="Error while evaluating") as caught:
        run(name)
    assert "has no attribute 'asset_key'" in str(caught.value.__cause__)
    passed = "dg.AutomationCondition.check_passed()"
    mend(name, {passed: f"dg.AutomationCondition.all_checks_match({passed})"})
    page = mistake_check_of_which_asset
    assert page.revenue.dependency_keys == {page.orders.key}
    eager = dg.AutomationCondition.eager()
    both = eager & dg.AutomationCondition.check_passed()
    # Equal are also `&` and `|` of the same parts.
    assert repr(condition_of(page.revenue)) == repr(both)
