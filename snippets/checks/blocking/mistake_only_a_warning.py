"""A blocking check that only warns, and so blocks nothing."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return []


@dg.asset_check(asset=orders, blocking=True)
def not_empty(orders: list[int]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        passed=len(orders) > 0, severity=dg.AssetCheckSeverity.WARN
    )


@dg.asset
def revenue(orders: list[int]) -> int:
    print("revenue is computed")
    # → revenue is computed
    return sum(orders)


if __name__ == "__main__":
    result = dg.materialize([orders, not_empty, revenue])
    print(result.success)
    # → True
