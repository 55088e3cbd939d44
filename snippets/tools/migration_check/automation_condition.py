"""An asset that is made again whenever an upstream asset was."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset(deps=[orders], automation_condition=dg.AutomationCondition.eager())
def revenue() -> None: ...


defs = dg.Definitions(assets=[orders, revenue])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        both = dg.AssetSelection.assets(orders, revenue)
        first = dg.evaluate_automation_conditions(
            defs, instance, asset_selection=both
        )
        print(first.get_num_requested(revenue.key))
        # → 0
        dg.materialize([orders], instance=instance)
        second = dg.evaluate_automation_conditions(
            defs, instance, asset_selection=both, cursor=first.cursor
        )
        print(second.get_num_requested(revenue.key))
        # → 1
