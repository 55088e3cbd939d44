"""A context whose annotation Python keeps as a string."""

from __future__ import annotations

import dagster as dg


@dg.asset
def orders(context: dg.AssetExecutionContext) -> None: ...
