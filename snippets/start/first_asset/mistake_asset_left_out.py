"""An asset that nobody put into the definitions."""

import dagster as dg


@dg.asset
def orders() -> list[int]: ...


@dg.asset
def revenue(orders: list[int]) -> int: ...


defs = dg.Definitions(assets=[revenue])

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)
