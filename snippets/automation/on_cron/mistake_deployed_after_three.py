"""An asset that was deployed at 10, and does not run before the next day."""

from datetime import UTC, datetime

import dagster as dg


@dg.asset(automation_condition=dg.AutomationCondition.on_cron("0 3 * * *"))
def orders() -> None: ...


defs = dg.Definitions([orders])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        cursor = None
        for day, hour in [(4, 10), (4, 23), (5, 3)]:
            tick = dg.evaluate_automation_conditions(
                defs,
                instance,
                dg.AssetSelection.all(),
                datetime(2026, 5, day, hour, 1, tzinfo=UTC),
                cursor,
            )
            cursor = tick.cursor
            print(f"May {day}, {hour}:01", tick.total_requested)
            # → May 4, 10:01 0
            # → May 4, 23:01 0
            # → May 5, 3:01 1
