"""An asset with config in a module whose annotations are strings."""

from __future__ import annotations

import dagster as dg


class RevenueConfig(dg.Config):
    region: str


@dg.asset
def revenue(config: RevenueConfig) -> None: ...
