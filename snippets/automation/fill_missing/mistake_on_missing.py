"""Days that `on_missing` never requests."""

from datetime import UTC, datetime

import dagster as dg


@dg.asset(
    partitions_def=dg.DailyPartitionsDefinition("2025-05-01"),
    automation_condition=dg.AutomationCondition.on_missing(),
)
def revenue() -> None: ...


defs = dg.Definitions(assets=[revenue])

if __name__ == "__main__":
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        for day in (4, 5, 9):
            now = datetime(2025, 5, day, 12, tzinfo=UTC)
            tick = dg.evaluate_automation_conditions(
                defs, instance, dg.AssetSelection.all(), now, cursor
            )
            cursor = tick.cursor
            print(f"May {day}:", tick.get_requested_partitions(revenue.key))
            # → May 4: set()
            # → May 5: {'2025-05-04'}
            # → May 9: {'2025-05-08'}
