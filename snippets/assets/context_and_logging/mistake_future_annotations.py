"""A correct annotation that a future import has turned into a string."""

from __future__ import annotations

import dagster as dg


@dg.asset
def orders(context: dg.AssetExecutionContext) -> None: ...
