"""A factory whose assets are all called like the function in it."""

import dagster as dg


def build_revenue(region: str) -> dg.AssetsDefinition:
    @dg.asset
    def revenue() -> str: ...

    return revenue


dg.materialize([build_revenue("north"), build_revenue("south")])
