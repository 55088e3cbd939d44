"""Run only after another asset, which is not a parent."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset
def stocktaking() -> None: ...


# --8<-- [start:define]
@dg.asset(
    deps=[orders],
    automation_condition=dg.AutomationCondition.eager()
    & ~dg.AutomationCondition.asset_matches(
        "stocktaking", dg.AutomationCondition.missing()
    ),
)
def revenue() -> None: ...


# --8<-- [end:define]
defs = dg.Definitions([orders, stocktaking, revenue])

if __name__ == "__main__":
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        for assets in [[], [orders], [stocktaking]]:
            if assets:
                dg.materialize(assets, instance=instance)
            tick = dg.evaluate_automation_conditions(
                defs, instance, dg.AssetSelection.all(), cursor=cursor
            )
            cursor = tick.cursor
            print(tick.get_num_requested(revenue.key))
            # → 0
            # → 0
            # → 1
