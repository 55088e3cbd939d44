"""A misspelled field that becomes a default."""

import dagster as dg


class RevenueConfig(dg.Config):
    region: str = "north"


@dg.asset
def revenue(config: RevenueConfig) -> None:
    print(config.region)
    # → north


if __name__ == "__main__":
    config = RevenueConfig.model_validate({"regoin": "south"})
    dg.materialize([revenue], run_config=dg.RunConfig({"revenue": config}))
