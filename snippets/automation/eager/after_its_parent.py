"""Update an asset whenever its parent was updated."""

import dagster as dg


# --8<-- [start:define]
@dg.asset
def orders() -> None: ...


@dg.asset(deps=[orders], automation_condition=dg.AutomationCondition.eager())
def revenue() -> None: ...


automation = dg.AutomationConditionSensorDefinition(
    "automation",
    target=dg.AssetSelection.all(),
    default_status=dg.DefaultSensorStatus.RUNNING,
)

defs = dg.Definitions([orders, revenue], sensors=[automation])
# --8<-- [end:define]

# --8<-- [start:ticks]
if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        cursor = None
        for updated in [[], [orders], [revenue]]:
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
# --8<-- [end:ticks]
