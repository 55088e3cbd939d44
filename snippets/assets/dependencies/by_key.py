"""Depend on assets by their keys, without importing them."""

import dagster as dg


@dg.asset(key_prefix="shop")
def orders() -> list[int]:
    return [40, 60]


# --8<-- [start:depend]
@dg.asset(ins={"amounts": dg.AssetIn(key=["shop", "orders"])})
def revenue(amounts: list[int]) -> int:
    return sum(amounts)


@dg.asset(deps=[dg.AssetKey(["shop", "orders"])])
def newsletter() -> None:
    print("orders are there")
    # → orders are there


# --8<-- [end:depend]
defs = dg.Definitions(assets=[newsletter, revenue, orders])

# --8<-- [start:run]
if __name__ == "__main__":
    result = dg.materialize([newsletter, revenue, orders])
    print(result.asset_value("revenue"))
    # → 100
# --8<-- [end:run]
