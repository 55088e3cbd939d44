"""Name a table that another system fills, without a function."""

import dagster as dg

exchange_rates = dg.AssetSpec(
    "exchange_rates",
    description="Filled by the bank every morning.",
    owners=["team:treasury"],
)


@dg.asset(deps=[exchange_rates])
def revenue() -> None: ...


defs = dg.Definitions(assets=[exchange_rates, revenue])

if __name__ == "__main__":
    result = dg.materialize([exchange_rates, revenue])
    print([event.step_key for event in result.get_step_success_events()])
    # → ['revenue']
