"""Check that no order has a negative amount."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return [40, -5, 25]


@dg.asset_check(asset=orders)
def amounts_are_positive(orders: list[int]) -> dg.AssetCheckResult:
    """Each order has an amount above zero."""
    bad = [amount for amount in orders if amount <= 0]
    return dg.AssetCheckResult(passed=not bad, metadata={"bad": len(bad)})


defs = dg.Definitions(assets=[orders], asset_checks=[amounts_are_positive])

if __name__ == "__main__":
    result = dg.materialize([orders, amounts_are_positive])
    for check in result.get_asset_check_evaluations():
        print(check.check_name, check.passed, check.metadata["bad"].value)
        # → amounts_are_positive False 1
    print(result.success)
    # → True
