"""The parameter that took its place."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset(deps=["orders"])
def revenue() -> None: ...


defs = dg.Definitions(assets=[orders, revenue])

if __name__ == "__main__":
    print(revenue.dependency_keys == {orders.key})
    # → True
