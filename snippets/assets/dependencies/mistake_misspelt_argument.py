"""A parameter whose name lacks one letter of the asset's name."""

import dagster as dg


@dg.asset
def orders() -> list[int]: ...


@dg.asset
def revenue(order: list[int]) -> int: ...


defs = dg.Definitions(assets=[orders, revenue])

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)
