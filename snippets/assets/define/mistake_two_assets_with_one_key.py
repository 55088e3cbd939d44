"""Two assets made by one function, with the same name."""

import dagster as dg


def orders_of(region: str) -> dg.AssetsDefinition:
    @dg.asset
    def orders() -> str: ...

    return orders


defs = dg.Definitions(assets=[orders_of("north"), orders_of("south")])

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)
