"""A right annotation that a future import has turned into text."""

from __future__ import annotations

import dagster as dg


@dg.asset
def orders(context: dg.AssetExecutionContext) -> None: ...
