"""A week that is requested before its last days exist."""

from datetime import UTC, datetime

import dagster as dg


@dg.asset(partitions_def=dg.DailyPartitionsDefinition("2026-05-03"))
def orders() -> None: ...


@dg.asset(
    deps=[orders],
    partitions_def=dg.WeeklyPartitionsDefinition("2026-05-03", end_offset=1),
    automation_condition=dg.AutomationCondition.eager(),
)
def revenue() -> None: ...


defs = dg.Definitions([orders, revenue])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        cursor = None
        for minute, updated in enumerate([[], ["2026-05-03", "2026-05-04"]]):
            for key in updated:
                dg.materialize([orders], instance=instance, partition_key=key)
            tick = dg.evaluate_automation_conditions(
                defs,
                instance,
                dg.AssetSelection.all(),
                datetime(2026, 5, 5, 9, minute, tzinfo=UTC),
                cursor,
            )
            cursor = tick.cursor
            print(sorted(tick.get_requested_partitions(revenue.key)))
            # → []
            # → ['2026-05-03']
