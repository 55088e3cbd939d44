"""Three in the morning, which is five in Berlin."""

from datetime import datetime
from zoneinfo import ZoneInfo

import dagster as dg


@dg.asset(automation_condition=dg.AutomationCondition.on_cron("0 3 * * *"))
def orders() -> None: ...


defs = dg.Definitions([orders])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        cursor = None
        for hour in [2, 3, 4, 5]:
            tick = dg.evaluate_automation_conditions(
                defs,
                instance,
                dg.AssetSelection.all(),
                datetime(2026, 5, 4, hour, 1, tzinfo=ZoneInfo("Europe/Berlin")),
                cursor,
            )
            cursor = tick.cursor
            print(f"{hour}:01", tick.total_requested)
            # → 2:01 0
            # → 3:01 0
            # → 4:01 0
            # → 5:01 1
