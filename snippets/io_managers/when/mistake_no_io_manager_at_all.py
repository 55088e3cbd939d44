"""Definitions that are to have no IO manager."""

import dagster as dg


@dg.asset
def orders() -> None: ...


defs = dg.Definitions(assets=[orders], resources={"io_manager": None})

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)
