"""A parent that nobody reports, and that blocks its child forever."""

import dagster as dg

prices = dg.AssetSpec("prices", description="Bought, arrives each night.")


@dg.asset
def orders() -> None: ...


@dg.asset(
    deps=[orders, prices],
    automation_condition=dg.AutomationCondition.eager(),
)
def revenue() -> None: ...


defs = dg.Definitions([orders, prices, revenue])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        cursor = None
        for updated in [[], [orders], [orders]]:
            for asset in updated:
                dg.materialize([asset], instance=instance)
            tick = dg.evaluate_automation_conditions(
                defs, instance, dg.AssetSelection.all(), cursor=cursor
            )
            cursor = tick.cursor
            print(tick.get_num_requested(revenue.key))
            # → 0
            # → 0
            # → 0
