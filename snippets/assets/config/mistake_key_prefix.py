"""Run config under the name of a function whose asset has a key prefix."""

import dagster as dg


class RevenueConfig(dg.Config):
    region: str


@dg.asset(key_prefix="shop")
def revenue(config: RevenueConfig) -> None: ...


dg.materialize(
    [revenue],
    run_config=dg.RunConfig({"revenue": RevenueConfig(region="south")}),
)
