"""A module with two `Definitions` objects, of which Dagster takes neither."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return [40, 25]


@dg.asset
def revenue(orders: list[int]) -> int:
    return sum(orders)


sales = dg.Definitions(assets=[orders])
defs = dg.Definitions.merge(sales, dg.Definitions(assets=[revenue]))

if __name__ == "__main__":
    result = dg.materialize([orders, revenue])
    print(result.output_for_node("revenue"))
    # → 65
