"""Follow one parent and not the other."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset
def exchange_rates() -> None: ...


# --8<-- [start:define]
@dg.asset(
    deps=[orders, exchange_rates],
    automation_condition=dg.AutomationCondition.eager().ignore(
        dg.AssetSelection.assets(exchange_rates)
    ),
)
def revenue() -> None: ...


# --8<-- [end:define]
defs = dg.Definitions([orders, exchange_rates, revenue])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        cursor = None
        for updated in [[], [orders], [revenue], [exchange_rates]]:
            for asset in updated:
                dg.materialize([asset], instance=instance)
            tick = dg.evaluate_automation_conditions(
                defs, instance, dg.AssetSelection.all(), cursor=cursor
            )
            cursor = tick.cursor
            print(tick.get_num_requested(revenue.key))
            # → 0
            # → 1
            # → 0
            # → 0
