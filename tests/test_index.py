"""Every claim of docs/index.md, proved."""

import dagster as dg
import pytest

from snippets.index import a_failed_check
from tests.conftest import Run


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
