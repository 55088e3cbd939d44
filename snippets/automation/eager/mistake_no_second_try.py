"""An asset that fails, and is not requested again."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset(deps=[orders], automation_condition=dg.AutomationCondition.eager())
def revenue() -> None:
    raise ConnectionError


defs = dg.Definitions([orders, revenue])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        cursor = None
        for updated in [[], [orders], [revenue], [], []]:
            for asset in updated:
                dg.materialize([asset], instance=instance, raise_on_error=False)
            tick = dg.evaluate_automation_conditions(
                defs, instance, dg.AssetSelection.all(), cursor=cursor
            )
            cursor = tick.cursor
            print(tick.get_num_requested(revenue.key))
            # → 0
            # → 1
            # → 0
            # → 0
            # → 0
