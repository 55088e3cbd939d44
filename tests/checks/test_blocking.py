"""Every claim of docs/checks/blocking.md, proved."""

from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from snippets.checks.blocking import (
    keep_what_is_good,
    mistake_not_blocking,
    mistake_not_downstream,
    mistake_only_a_warning,
    mistake_the_next_run,
    stop_some_of_them,
    stop_the_run,
)
from tests.conftest import Mend, Run

PAGE = "checks/blocking"


def made_by(result: dg.ExecuteInProcessResult) -> list[str]:
    return [
        event.materialization.asset_key.to_user_string()
        for event in result.get_asset_materialization_events()
    ]


def parents_of(asset: dg.AssetsDefinition) -> list[str]:
    return sorted(key.to_user_string() for key in asset.dependency_keys)


def names_of(defs: dg.Definitions) -> list[str]:
    graph = defs.resolve_asset_graph()
    assets = [key.to_user_string() for key in graph.get_all_asset_keys()]
    return sorted([*assets, *(key.name for key in graph.asset_check_keys)])


def test_a_failed_blocking_check_stops_the_run(run: Run) -> None:
    assert run(f"{PAGE}/stop_the_run") == ["run: False", "made: orders"]
    assert names_of(stop_the_run.defs) == ["not_empty", "orders", "revenue"]


def test_the_error_names_the_asset_and_the_check() -> None:
    defs = stop_the_run.defs
    with pytest.raises(dg.DagsterError, match="orders: not_empty"):
        defs.resolve_implicit_global_asset_job_def().execute_in_process()


def test_a_blocking_check_that_passes_stops_nothing() -> None:
    @dg.asset
    def orders() -> list[int]:
        return [7]

    result = dg.materialize(
        [orders, stop_the_run.not_empty, stop_the_run.revenue]
    )
    assert made_by(result) == ["orders", "revenue"]
    assert result.output_for_node("revenue") == 7


def test_what_comes_after_waits_for_the_check() -> None:
    @dg.asset
    def orders() -> list[int]:
        return [7]

    result = dg.materialize(
        [stop_the_run.revenue, stop_the_run.not_empty, orders]
    )
    steps = [event.step_key for event in result.get_step_success_events()]
    assert steps == ["orders", "orders_not_empty", "revenue"]


def test_assets_after_the_next_one_are_stopped_too() -> None:
    @dg.asset(deps=["revenue"])
    def report() -> None: ...

    result = dg.materialize(
        [
            stop_the_run.orders,
            stop_the_run.not_empty,
            stop_the_run.revenue,
            report,
        ],
        raise_on_error=False,
    )
    assert made_by(result) == ["orders"]


def test_only_what_depends_on_the_checked_asset_is_stopped(run: Run) -> None:
    made = run(f"{PAGE}/stop_some_of_them")
    assert sorted(made) == ["checked_orders", "number_of_orders", "orders"]
    page = stop_some_of_them
    assert parents_of(page.revenue) == ["checked_orders"]
    assert parents_of(page.number_of_orders) == ["orders"]
    job = page.defs.resolve_implicit_global_asset_job_def()
    assert job.executor_def is dg.in_process_executor
    result = job.execute_in_process(raise_on_error=False)
    assert result.output_for_node("number_of_orders") == 2
    assert result.output_for_node("checked_orders") == [40, -5]


@pytest.mark.parametrize(
    ("amounts", "passes"), [([1], True), ([0, 1], False), ([-5, 40], False)]
)
def test_each_amount_of_the_orders_counts(
    amounts: list[int], passes: bool
) -> None:
    check: Any = stop_some_of_them.amounts_are_positive
    assert check(amounts).passed is passes
    assert stop_some_of_them.revenue(amounts) == sum(amounts)


def test_the_good_table_stays_after_a_failed_check(run: Run) -> None:
    told = ["True [(40,), (25,)]", "False [(40,), (25,)]"]
    assert run(f"{PAGE}/keep_what_is_good") == told


@pytest.mark.parametrize(("amount", "passes"), [(1, True), (0, False)])
def test_the_next_run_reads_the_good_table(
    amount: int, passes: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = keep_what_is_good
    monkeypatch.setattr(page, "days", [[7], [amount]])
    database = page.Database(path=f"{tmp_path}/shop.duckdb")
    seen = []

    @dg.asset(deps=[page.orders])
    def revenue(database: page.Database) -> None:
        seen.extend(database.query("from orders"))

    shop = [page.new_orders, page.amounts_are_positive, page.orders, revenue]
    resources = {"database": database}
    for _ in range(2):
        dg.materialize(
            shop,
            resources=resources,
            selection=["new_orders", "orders"],
            raise_on_error=False,
        )
    assert dg.materialize(
        shop, resources=resources, selection="revenue"
    ).success
    assert seen == [(amount if passes else 7,)]


def test_a_check_that_is_not_blocking_stops_nothing(
    run: Run, mend: Mend
) -> None:
    name = f"{PAGE}/mistake_not_blocking"
    assert run(name) == ["revenue is computed", "True"]
    assert mistake_not_blocking.revenue([40, 2]) == 42
    with pytest.raises(dg.DagsterError, match="orders: not_empty"):
        mend(name, {"(asset=orders)": "(asset=orders, blocking=True)"})
    check: Any = mistake_not_blocking.not_empty
    assert check([1]).passed


def test_a_warning_blocks_nothing(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_only_a_warning"
    assert run(name) == ["revenue is computed", "True"]
    assert mistake_only_a_warning.revenue([40, 2]) == 42
    [spec] = mistake_only_a_warning.not_empty.check_specs
    assert spec.blocking
    check: Any = mistake_only_a_warning.not_empty
    assert check([1]).passed
    with pytest.raises(dg.DagsterError, match="orders: not_empty"):
        mend(name, {"AssetCheckSeverity.WARN": "AssetCheckSeverity.ERROR"})


def test_the_next_run_does_not_ask_about_the_check(
    run: Run, mend: Mend
) -> None:
    name = f"{PAGE}/mistake_the_next_run"
    told = ["orders False", "revenue is computed", "revenue True"]
    assert run(name) == told
    assert parents_of(mistake_the_next_run.revenue) == ["orders"]
    check: Any = mistake_the_next_run.not_empty
    assert check().passed is False
    one_run = {'["orders", "revenue"]': '["key:orders or key:revenue"]'}
    assert mend(name, one_run) == ["key:orders or key:revenue False"]


def test_what_does_not_depend_on_the_asset_is_not_stopped(
    run: Run, mend: Mend
) -> None:
    name = f"{PAGE}/mistake_not_downstream"
    assert run(name) == ["revenue: 0", "False"]
    right = {"@dg.asset\ndef revenue": "@dg.asset(deps=[orders])\ndef revenue"}
    assert mend(name, right) == ["False"]
    assert mistake_not_downstream.table == [40]
    [spec] = mistake_not_downstream.not_empty.check_specs
    assert spec.blocking
    check: Any = mistake_not_downstream.not_empty
    mistake_not_downstream.table[:] = [1]
    assert check().passed
    assert not mistake_not_downstream.revenue.dependency_keys
