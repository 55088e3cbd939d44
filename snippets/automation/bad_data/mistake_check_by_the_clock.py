"""A check that waits for its asset, although its time has come."""

from datetime import UTC, datetime

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset_check(
    asset=orders,
    automation_condition=dg.AutomationCondition.on_cron("0 6 * * *"),
)
def not_empty() -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=True)


defs = dg.Definitions([orders], asset_checks=[not_empty])
checks = dg.AssetSelection.all_asset_checks()

if __name__ == "__main__":
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        dg.materialize([orders], instance=instance)
        for hour in (5, 7, 20):
            now = datetime(2025, 5, 1, hour, tzinfo=UTC)
            tick = dg.evaluate_automation_conditions(
                defs, instance, checks, now, cursor
            )
            cursor = tick.cursor
            print(f"{hour}:00", tick.total_requested)
            # → 5:00 0
            # → 7:00 0
            # → 20:00 0
