"""Report the update of a table that Dagster does not make."""

import dagster as dg

prices = dg.AssetSpec("prices", description="Bought, arrives each night.")


@dg.asset(deps=[prices], automation_condition=dg.AutomationCondition.eager())
def revenue() -> None: ...


defs = dg.Definitions([prices, revenue])

# --8<-- [start:report]
if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        cursor = None
        for arrived in [False, True]:
            if arrived:
                update = dg.AssetMaterialization(prices.key)
                instance.report_runless_asset_event(update)
            tick = dg.evaluate_automation_conditions(
                defs, instance, dg.AssetSelection.all(), cursor=cursor
            )
            cursor = tick.cursor
            print(tick.get_num_requested(revenue.key))
            # → 0
            # → 1
# --8<-- [end:report]
