"""A check that raises an error instead of returning a result."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return []


@dg.asset_check(asset=orders)
def not_empty(orders: list[int]) -> dg.AssetCheckResult:
    assert orders, "no orders"
    return dg.AssetCheckResult(passed=True)


@dg.asset(deps=[orders])
def revenue() -> None:
    print("revenue is computed")
    # → revenue is computed


if __name__ == "__main__":
    result = dg.materialize([orders, not_empty, revenue], raise_on_error=False)
    print(result.success, result.get_asset_check_evaluations())
    # → False []
