"""An asset that calls another one as a function."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    print("orders made")
    # → orders made
    # → orders made
    return [40, 60]


@dg.asset
def revenue() -> int:
    return sum(orders())


if __name__ == "__main__":
    result = dg.materialize([orders, revenue])
    print(result.asset_value("revenue"))
    # → 100
    print(list(revenue.dependency_keys))
    # → []
