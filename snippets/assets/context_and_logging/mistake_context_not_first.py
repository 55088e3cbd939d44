"""A context that stands behind another argument."""

import dagster as dg


@dg.asset
def revenue(orders: list[int], context: dg.AssetExecutionContext) -> int: ...
