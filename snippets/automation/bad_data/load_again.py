"""Load the orders once more when a check of them has failed."""

import dagster as dg


# --8<-- [start:define]
@dg.asset(
    automation_condition=dg.AutomationCondition.any_checks_match(
        dg.AutomationCondition.check_failed()
    ).newly_true()
)
def orders() -> None: ...


# --8<-- [end:define]
@dg.asset_check(asset=orders)
def not_empty() -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=False)


defs = dg.Definitions([orders], asset_checks=[not_empty])

if __name__ == "__main__":
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        for attempt in (1, 2, 3):
            dg.materialize([orders, not_empty], instance=instance)
            tick = dg.evaluate_automation_conditions(
                defs, instance, dg.AssetSelection.all(), cursor=cursor
            )
            cursor = tick.cursor
            print(attempt, tick.total_requested)
            # → 1 1
            # → 2 0
            # → 3 0
