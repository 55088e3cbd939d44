"""A condition on checks, used as a condition on an asset."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset(
    deps=[orders],
    automation_condition=dg.AutomationCondition.eager()
    & dg.AutomationCondition.check_passed(),
)
def revenue() -> None: ...


defs = dg.Definitions([orders, revenue])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        assets = dg.AssetSelection.all()
        first = dg.evaluate_automation_conditions(defs, instance, assets)
        dg.materialize([orders], instance=instance)
        dg.evaluate_automation_conditions(
            defs, instance, assets, cursor=first.cursor
        )
