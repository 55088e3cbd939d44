"""Update an asset only if the data of its parent is other than before."""

import dagster as dg

prices = ["4.20"]


@dg.asset
def price_list() -> dg.MaterializeResult[None]:
    return dg.MaterializeResult(data_version=dg.DataVersion(prices[-1]))


# --8<-- [start:define]
@dg.asset(
    deps=[price_list],
    automation_condition=dg.AutomationCondition.eager().replace(
        "newly_updated", dg.AutomationCondition.data_version_changed()
    ),
)
def revenue() -> None: ...


# --8<-- [end:define]
defs = dg.Definitions([price_list, revenue])

if __name__ == "__main__":
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        for assets in [[], [price_list], [revenue], [price_list]]:
            if assets:
                dg.materialize(assets, instance=instance)
            tick = dg.evaluate_automation_conditions(
                defs, instance, dg.AssetSelection.all(), cursor=cursor
            )
            cursor = tick.cursor
            print(tick.get_num_requested(revenue.key))
            # → 0
            # → 1
            # → 0
            # → 0
