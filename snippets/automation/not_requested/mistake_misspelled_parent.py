"""A parent whose name is misspelled: Dagster takes it for another asset."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset(deps=["order"], automation_condition=dg.AutomationCondition.eager())
def revenue() -> None: ...


defs = dg.Definitions([orders, revenue])

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
