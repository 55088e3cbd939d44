"""Every claim of docs/automation/not_requested.md, proved."""

import runpy
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import dagster as dg
import pytest

from snippets.automation.not_requested import (
    mistake_and,
    mistake_first_evaluation,
    mistake_misspelled_parent,
    mistake_never_reported,
    mistake_two_sensors,
    read_the_evaluation,
    report_the_update,
)
from tests._harness.daemon import run_daemon
from tests.automation.conftest import (
    NINE,
    Make,
    condition_of,
    runs_of,
    update,
)
from tests.conftest import Mend, Run

PAGE = "automation/not_requested"
MINUTE = timedelta(minutes=1)
SENSOR = "default_automation_condition_sensor"


def parts_of(part: Any) -> Iterator[tuple[str, bool]]:
    """Every part of an evaluation by its label or name, in order."""
    name = part.condition.get_label() or part.condition.name
    yield name, not part.true_subset.is_empty
    for child in part.child_results:
        yield from parts_of(child)


def test_the_tree_names_the_parent_that_is_missing(run: Run) -> None:
    tree = run(f"{PAGE}/read_the_evaluation")
    top = [line for line in tree if line[:4].count(" ") == 3]
    assert tree[0] == "✗ eager"
    assert top == [
        "  ✓ in_latest_time_window",
        "  ✓ SINCE",
        "  ✗ NOT",
        "  ✗ NOT",
        "  ✗ NOT",
    ]
    assert tree[11:14] == [
        "    ✓ any_deps_missing",
        "      ✓ customers",
        "      ✗ orders",
    ]


def test_the_tree_shows_every_part_down_to_the_parents(
    ticks: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    shop = ticks(read_the_evaluation.defs)
    shop.tick()
    [result] = shop.tick("orders").results
    read_the_evaluation.read(result, deep=2)
    shown = capsys.readouterr().out.splitlines()
    assert shown[:2] == ["    ✗ eager", "      ✓ in_latest_time_window"]
    assert len(shown) == 1 + len(result.child_results)


def test_what_comes_after_the_reason_is_false_whatever_it_holds(
    ticks: Make,
) -> None:
    defs = read_the_evaluation.defs
    blocked = ticks(defs)
    blocked.tick()
    [result] = blocked.tick("orders").results
    *_, last = result.child_results
    assert last.true_subset.is_empty
    free = ticks(defs)
    free.tick()
    [result] = free.tick("orders", "customers").results
    *_, last = result.child_results
    assert not last.true_subset.is_empty


def test_revenue_is_requested_once_customers_are_there(ticks: Make) -> None:
    updates: list[list[str]] = [[], ["orders"], ["customers"]]
    assert ticks(read_the_evaluation.defs).count(*updates) == [0, 0, 1]
    keys = {
        read_the_evaluation.orders.key,
        read_the_evaluation.customers.key,
    }
    assert read_the_evaluation.revenue.dependency_keys == keys


def test_a_stopped_sensor_evaluates_nothing() -> None:
    with run_daemon(mistake_never_reported.defs) as daemon:
        daemon.turn_conditions(NINE)
        assert daemon.ticks(SENSOR) == []
        daemon.start(SENSOR, NINE)
        daemon.turn_conditions(NINE + MINUTE)
        assert [tick.status for tick in daemon.ticks(SENSOR)] == ["SKIPPED"]


def test_the_second_tick_finds_no_new_update(ticks: Make) -> None:
    shop = ticks(report_the_update.defs)
    shop.tick()
    [first] = shop.tick("prices").results
    [second] = shop.tick().results
    assert dict(parts_of(first))["any_deps_updated"]
    assert not dict(parts_of(second))["any_deps_updated"]


def test_handled_is_what_was_requested_materialized_or_is_new(
    ticks: Make,
) -> None:
    shop = ticks(report_the_update.defs)
    found = []
    for updated in ([], ["prices"], [], [], ["revenue"], []):
        [result] = shop.tick(*updated).results
        found.append(dict(parts_of(result))["handled"])
    assert found == [True, False, True, False, True, False]


def test_an_update_is_reported(run: Run) -> None:
    assert run(f"{PAGE}/report_the_update") == ["0", "1"]
    revenue = report_the_update.revenue
    assert revenue.dependency_keys == {report_the_update.prices.key}


def test_the_daemon_runs_what_was_reported() -> None:
    with run_daemon(report_the_update.defs, executes=True) as daemon:
        daemon.start(SENSOR, NINE)
        daemon.turn_conditions(NINE)
        update(daemon, "prices")
        daemon.turn_conditions(NINE + MINUTE)
        assert runs_of(daemon) == [["revenue"]]


def test_an_observation_is_no_update(ticks: Make) -> None:
    shop = ticks(report_the_update.defs)
    shop.tick()
    counts = []
    for version in ("1", "2"):
        tags = {"dagster/data_version": version}
        event = dg.AssetObservation("prices", tags=tags)
        shop.instance.report_runless_asset_event(event)
        counts.append(shop.tick().total_requested)
    assert [*counts, *shop.count(["prices"])] == [0, 0, 1]


@pytest.mark.filterwarnings("ignore::dagster.BetaWarning")
def test_another_version_of_an_observable_source_asset_is_an_update(
    ticks: Make,
) -> None:
    seen = ["1"]

    @dg.observable_source_asset
    def prices() -> dg.DataVersion:
        return dg.DataVersion(seen[-1])

    look = dg.define_asset_job("look", [prices])
    defs = dg.Definitions([prices, report_the_update.revenue], jobs=[look])
    shop = ticks(defs)
    counts = [shop.tick().total_requested]
    for version in ("1", "1", "2", "2"):
        seen.append(version)
        job = defs.resolve_job_def("look")
        job.execute_in_process(instance=shop.instance)
        counts.append(shop.tick().total_requested)
    assert counts == [0, 1, 0, 1, 0]


def test_a_parent_that_nobody_reports_blocks(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_never_reported"
    assert run(name) == ["0", "0", "0"]
    eager = "dg.AutomationCondition.eager()"
    left_out = f"{eager}.ignore(dg.AssetSelection.assets(prices.key))"
    assert mend(name, {eager: left_out}) == ["0", "1", "0"]
    assert mistake_never_reported.revenue.dependency_keys == {
        mistake_never_reported.orders.key,
        mistake_never_reported.prices.key,
    }


def test_the_daemon_starts_nothing_for_it() -> None:
    with run_daemon(mistake_never_reported.defs) as daemon:
        daemon.start(SENSOR, NINE)
        for minute in range(3):
            daemon.turn_conditions(NINE + minute * MINUTE)
            update(daemon, "orders")
        daemon.turn_conditions(NINE + timedelta(days=9))
        assert runs_of(daemon) == []


@pytest.mark.parametrize("page", [mistake_never_reported, report_the_update])
def test_prices_are_bought_and_not_made_by_dagster(page: ModuleType) -> None:
    prices = page.defs.resolve_asset_graph().get(dg.AssetKey("prices"))
    assert prices.is_external
    assert prices.description == "Bought, arrives each night."


@pytest.mark.parametrize(
    "page", [mistake_and, mistake_first_evaluation, mistake_two_sensors]
)
def test_revenue_depends_on_orders(page: ModuleType) -> None:
    assert page.revenue.dependency_keys == {page.orders.key}


def test_a_misspelled_parent_is_another_asset(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_misspelled_parent"
    assert run(name) == ["0", "0", "0"]
    fixed = mend(name, {'deps=["order"]': "deps=[orders]"})
    assert fixed[:2] == ["0", "1"]


def test_something_else_makes_the_misspelled_parent() -> None:
    module = mistake_misspelled_parent
    misspelled = dg.AssetKey("order")
    assert module.revenue.dependency_keys == {misspelled}
    assert module.defs.resolve_asset_graph().get(misspelled).is_external


def test_the_first_evaluation_has_no_tick_before(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_first_evaluation"
    assert run(name) == ["0"]
    first = "first = dg.evaluate_automation_conditions(defs, instance, "
    fixed = mend(
        name,
        {
            "        dg.materialize": f"        {first}"
            "dg.AssetSelection.all())\n        dg.materialize",
            "dg.AssetSelection.all()\n": "dg.AssetSelection.all(), "
            "cursor=first.cursor\n",
        },
    )
    assert fixed == ["1"]


def test_and_drops_the_first_condition(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_and"
    assert run(name) == ["1", "1", "1"]
    condition = condition_of(mistake_and.revenue)
    assert condition == mistake_and.nothing_missing
    assert mend(name, {" and ": " & "}) == ["0", "0", "0"]


def test_the_symbols_are_and_or_and_not(ticks: Make) -> None:
    condition = dg.AutomationCondition
    missing, newly_updated = condition.missing(), condition.newly_updated()
    for combined, requested in (
        (missing & newly_updated, 0),
        (missing | newly_updated, 1),
        (~missing, 0),
    ):

        @dg.asset(automation_condition=combined)
        def orders() -> None: ...

        assert ticks([orders]).count([]) == [requested]


def test_not_is_no_condition(
    run: Run, mend: Mend, ticks: Make, tmp_path: Path
) -> None:
    name = f"{PAGE}/mistake_not"
    with pytest.raises(Exception, match="Got False of type"):
        run(name)
    assert mend(name, {"(not dg.": "(~dg."}) == []
    orders = runpy.run_path(f"{tmp_path}/fixed.py")["orders"]
    assert ticks([orders]).count([], ["orders"]) == [1, 0]


def test_two_sensors_share_no_asset(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_two_sensors"
    with pytest.raises(dg.DagsterInvalidDefinitionError, match="overlapping"):
        run(name)
    everything = '"everything", target=dg.AssetSelection.all()'
    rest = f"{everything} - dg.AssetSelection.assets(revenue)"
    assert mend(name, {everything: rest}) == []
    orders = condition_of(mistake_two_sensors.orders)
    assert orders == dg.AutomationCondition.on_cron("0 3 * * *")
    revenue = condition_of(mistake_two_sensors.revenue)
    assert revenue == dg.AutomationCondition.eager()
