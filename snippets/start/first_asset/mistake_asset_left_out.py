"""An asset that nobody put into the definitions."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return [40, 25, 10]


@dg.asset
def revenue(orders: list[int]) -> int:
    return sum(orders)


defs = dg.Definitions(assets=[revenue])

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)
