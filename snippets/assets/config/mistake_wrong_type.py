"""A number written as a string."""

import dagster as dg


class RevenueConfig(dg.Config):
    minimum: int


@dg.asset
def revenue(config: RevenueConfig) -> None: ...


values = {"ops": {"revenue": {"config": {"minimum": "10"}}}}
dg.materialize([revenue], run_config=values)
