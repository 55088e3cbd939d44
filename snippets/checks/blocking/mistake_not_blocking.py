"""A failed check that stops nothing."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return []


@dg.asset_check(asset=orders)
def not_empty(orders: list[int]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=len(orders) > 0)


@dg.asset
def revenue(orders: list[int]) -> int:
    print("revenue is computed")
    # → revenue is computed
    return sum(orders)


if __name__ == "__main__":
    result = dg.materialize([orders, not_empty, revenue])
    print(result.success)
    # → True
