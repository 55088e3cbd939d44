"""Give an asset values that each run may change."""

import dagster as dg

ORDERS = [("north", 40), ("south", 25), ("north", 10)]


class RevenueConfig(dg.Config):
    region: str = "north"
    minimum: int = 0


@dg.asset
def revenue(config: RevenueConfig) -> None:
    amounts = [
        amount
        for region, amount in ORDERS
        if region == config.region and amount >= config.minimum
    ]
    print(config.region, sum(amounts))
    # → north 50
    # → south 25


defs = dg.Definitions(assets=[revenue])

if __name__ == "__main__":
    dg.materialize([revenue])
    dg.materialize(
        [revenue],
        run_config=dg.RunConfig({"revenue": RevenueConfig(region="south")}),
    )
