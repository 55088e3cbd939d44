"""A context that comes after another parameter."""

import dagster as dg


@dg.asset
def revenue(orders: list[int], context: dg.AssetExecutionContext) -> int: ...
