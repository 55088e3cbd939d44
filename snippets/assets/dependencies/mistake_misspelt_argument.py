"""An argument whose name is one letter short of its asset's."""

import dagster as dg


@dg.asset
def orders() -> list[int]: ...


@dg.asset
def revenue(order: list[int]) -> int: ...


defs = dg.Definitions(assets=[orders, revenue])

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)
