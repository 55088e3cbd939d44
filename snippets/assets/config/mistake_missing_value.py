"""A run that leaves out a value without a default."""

import dagster as dg


class RevenueConfig(dg.Config):
    region: str


@dg.asset
def revenue(config: RevenueConfig) -> None: ...


dg.materialize([revenue])
