"""Two assets, one made from the other."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return [40, 25, 10]


@dg.asset
def revenue(orders: list[int]) -> int:
    return sum(orders)


defs = dg.Definitions(assets=[orders, revenue])

if __name__ == "__main__":
    result = dg.materialize([orders, revenue])
    print(result.output_for_node("revenue"))
    # → 75
