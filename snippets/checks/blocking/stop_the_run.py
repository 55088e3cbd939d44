"""Stop what comes after the orders if there are none."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return []


@dg.asset_check(asset=orders, blocking=True)
def not_empty(orders: list[int]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=len(orders) > 0)


@dg.asset
def revenue(orders: list[int]) -> int:
    return sum(orders)


defs = dg.Definitions([orders, revenue], asset_checks=[not_empty])

if __name__ == "__main__":
    result = dg.materialize([orders, not_empty, revenue], raise_on_error=False)
    print("run:", result.success)
    # → run: False
    for event in result.get_asset_materialization_events():
        print("made:", event.materialization.asset_key.to_user_string())
        # → made: orders
