"""A parent that is ready before 3, and a child that waits for the next day."""

from datetime import UTC, datetime

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset(
    deps=[orders],
    automation_condition=dg.AutomationCondition.on_cron("0 3 * * *"),
)
def revenue() -> None: ...


defs = dg.Definitions([orders, revenue])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        cursor = None
        for hour, updated in {1: [], 2: [orders], 3: [], 23: []}.items():
            for asset in updated:
                dg.materialize([asset], instance=instance)
            tick = dg.evaluate_automation_conditions(
                defs,
                instance,
                dg.AssetSelection.all(),
                datetime(2026, 5, 4, hour, 1, tzinfo=UTC),
                cursor,
            )
            cursor = tick.cursor
            print(f"{hour}:01", tick.get_num_requested(revenue.key))
            # → 1:01 0
            # → 2:01 0
            # → 3:01 0
            # → 23:01 0
