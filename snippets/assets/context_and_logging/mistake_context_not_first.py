"""A context that stands behind another argument."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return [40, 60]


@dg.asset
def revenue(orders: list[int], context: dg.AssetExecutionContext) -> int:
    context.log.info("%s orders", len(orders))
    return sum(orders)
