"""A test that evaluates once, after the update, and sees nothing."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset(deps=[orders], automation_condition=dg.AutomationCondition.eager())
def revenue() -> None: ...


defs = dg.Definitions([orders, revenue])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        dg.materialize([orders], instance=instance)
        tick = dg.evaluate_automation_conditions(
            defs, instance, dg.AssetSelection.all()
        )
        print(tick.get_num_requested(revenue.key))
        # → 0
