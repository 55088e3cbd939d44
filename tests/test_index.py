"""Every claim of docs/index.md, proved."""

import dagster as dg

from snippets.index.a_failed_check import defs, revenue, revenue_is_positive
from tests.conftest import Run


def test_a_run_succeeds_although_a_check_failed(run: Run) -> None:
    assert run("index/a_failed_check") == ["check: False", "run: True"]


def test_the_check_passes_for_revenue_above_zero() -> None:
    result = revenue_is_positive(1)
    assert isinstance(result, dg.AssetCheckResult)
    assert result.passed


def test_a_check_that_blocks_fails_the_run() -> None:
    @dg.asset_check(asset=revenue, blocking=True)
    def blocks(revenue: int) -> dg.AssetCheckResult:
        return dg.AssetCheckResult(passed=False)

    result = dg.materialize([revenue, blocks], raise_on_error=False)
    assert not result.success


def test_a_check_that_only_warns_does_not_block() -> None:
    @dg.asset_check(asset=revenue, blocking=True)
    def warns(revenue: int) -> dg.AssetCheckResult:
        return dg.AssetCheckResult(
            passed=False, severity=dg.AssetCheckSeverity.WARN
        )

    assert dg.materialize([revenue, warns]).success


def test_definitions_hold_the_asset_with_its_check() -> None:
    graph = defs.resolve_asset_graph()
    assert graph.get_all_asset_keys() == {dg.AssetKey("revenue")}
    assert len(graph.asset_check_keys) == 1
