"""A title used as a name."""

import dagster as dg


def build_product(title: str) -> dg.AssetsDefinition:
    @dg.asset(name=title)
    def sales() -> None: ...

    return sales


build_product("Green tea")
