"""Every claim of docs/index.md, proved."""

from pathlib import Path

import dagster as dg
import pytest

from snippets.index import a_failed_check, orders_by_day
from tests.conftest import Run


def test_a_second_run_for_a_day_leaves_its_sum(run: Run) -> None:
    printed = ["2025-05-01 65", "2025-05-02 65"]
    assert run("index/orders_by_day") == printed


def test_an_asset_first_deletes_what_it_stored_for_the_same_day(
    tmp_path: Path,
) -> None:
    database = orders_by_day.Database(path=str(tmp_path / "shop.duckdb"))
    for day in ["2025-05-01", "2025-05-02"]:
        for _ in range(2):
            dg.materialize(
                [orders_by_day.orders],
                partition_key=day,
                resources={"database": database},
            )
    counts = database.query("select day, count(*) from orders group by day")
    assert [count for _, count in counts] == [2, 2]


def test_each_day_is_a_partition_and_the_database_a_resource() -> None:
    graph = orders_by_day.defs.resolve_asset_graph()
    (orders,) = graph.get_all_asset_keys()
    days = graph.get(orders).partitions_def
    assert isinstance(days, dg.DailyPartitionsDefinition)
    assert days.get_first_partition_key() == "2025-05-01"
    database = orders_by_day.Database(path="shop.duckdb")
    assert orders_by_day.defs.resources == {"database": database}


def test_a_run_succeeds_although_a_check_failed(run: Run) -> None:
    assert run("index/a_failed_check") == ["check: False", "run: True"]


@pytest.mark.parametrize(("amount", "passes"), [(0, False), (1, True)])
def test_the_check_passes_for_revenue_above_zero(
    amount: int, passes: bool
) -> None:
    result = a_failed_check.revenue_is_positive(amount)
    assert isinstance(result, dg.AssetCheckResult)
    assert result.passed == passes


def test_a_check_that_blocks_fails_the_run() -> None:
    @dg.asset_check(asset=a_failed_check.revenue, blocking=True)
    def blocks(revenue: int) -> dg.AssetCheckResult:
        return dg.AssetCheckResult(passed=False)

    result = dg.materialize(
        [a_failed_check.revenue, blocks], raise_on_error=False
    )
    assert not result.success


def test_a_check_that_only_warns_does_not_block() -> None:
    @dg.asset_check(asset=a_failed_check.revenue, blocking=True)
    def warns(revenue: int) -> dg.AssetCheckResult:
        return dg.AssetCheckResult(
            passed=False, severity=dg.AssetCheckSeverity.WARN
        )

    assert dg.materialize([a_failed_check.revenue, warns]).success


def test_definitions_hold_the_asset_with_its_check() -> None:
    graph = a_failed_check.defs.resolve_asset_graph()
    assert graph.get_all_asset_keys() == {dg.AssetKey("revenue")}
    assert len(graph.asset_check_keys) == 1
