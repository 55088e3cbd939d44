"""Return a value for the next asset, and metadata with it."""

import dagster as dg


@dg.asset
def orders() -> dg.Output[list[int]]:
    amounts = [40, 60]
    return dg.Output(amounts, metadata={"dagster/row_count": len(amounts)})


@dg.asset
def revenue(orders: list[int]) -> int:
    return sum(orders)


defs = dg.Definitions(assets=[orders, revenue])

if __name__ == "__main__":
    result = dg.materialize([orders, revenue])
    [made] = result.asset_materializations_for_node("orders")
    print(made.metadata["dagster/row_count"].value)
    # → 2
    print(result.asset_value("revenue"))
    # → 100
