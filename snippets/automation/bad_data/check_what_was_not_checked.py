"""Run a check whenever its asset was updated without it."""

import dagster as dg


@dg.asset
def orders() -> None: ...


# --8<-- [start:check]
@dg.asset_check(
    asset=orders, automation_condition=dg.AutomationCondition.eager()
)
def not_empty() -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=True)


# --8<-- [end:check]
defs = dg.Definitions([orders], asset_checks=[not_empty])

if __name__ == "__main__":
    everything = dg.AssetSelection.all() | dg.AssetSelection.all_asset_checks()
    with dg.DagsterInstance.ephemeral() as instance:
        cursor = None
        for assets in [[], [orders], [orders, not_empty]]:
            if assets:
                dg.materialize(assets, instance=instance)
            tick = dg.evaluate_automation_conditions(
                defs, instance, everything, cursor=cursor
            )
            cursor = tick.cursor
            print(tick.total_requested)
            # → 0
            # → 1
            # → 0
