"""A factory whose assets all get the name of the function in it."""

import dagster as dg


def build_revenue(region: str) -> dg.AssetsDefinition:
    @dg.asset
    def revenue() -> str: ...

    return revenue


dg.materialize([build_revenue("north"), build_revenue("south")])
