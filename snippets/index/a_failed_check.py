"""A check that fails, in a run that succeeds."""

import dagster as dg


@dg.asset
def revenue() -> int:
    return -10


@dg.asset_check(asset=revenue)
def revenue_is_positive(revenue: int) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=revenue > 0)


defs = dg.Definitions(assets=[revenue], asset_checks=[revenue_is_positive])

if __name__ == "__main__":
    result = dg.materialize([revenue, revenue_is_positive])
    print("check:", result.get_asset_check_evaluations()[0].passed)
    # → check: False
    print("run:", result.success)
    # → run: True
