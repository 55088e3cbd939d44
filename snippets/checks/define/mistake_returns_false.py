"""A check that returns False, and passes."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return []


@dg.asset_check(asset=orders, blocking=True)
def not_empty(orders: list[int]) -> bool:
    return len(orders) > 0


@dg.asset(deps=[orders])
def revenue() -> None:
    print("revenue is computed")
    # → revenue is computed


if __name__ == "__main__":
    result = dg.materialize([orders, not_empty, revenue])
    print(result.success, result.get_asset_check_evaluations())
    # → True []
