"""Write the values of a run as a dictionary, without the class."""

import dagster as dg


class RevenueConfig(dg.Config):
    region: str
    minimum: int = 0


@dg.asset
def revenue(config: RevenueConfig) -> None:
    print(config.region, config.minimum)
    # → south 0


# --8<-- [start:run]
if __name__ == "__main__":
    values = {"ops": {"revenue": {"config": {"region": "south"}}}}
    dg.materialize([revenue], run_config=values)
# --8<-- [end:run]
