"""A total that waits until every day is there."""

from datetime import UTC, datetime

import dagster as dg

days = dg.DailyPartitionsDefinition("2026-05-01")


@dg.asset(partitions_def=days)
def orders() -> None: ...


@dg.asset(deps=[orders], automation_condition=dg.AutomationCondition.eager())
def revenue() -> None: ...


defs = dg.Definitions([orders, revenue])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        cursor = None
        for minute, updated in enumerate([[], ["2026-05-08"], ["2026-05-09"]]):
            for key in updated:
                dg.materialize([orders], instance=instance, partition_key=key)
            tick = dg.evaluate_automation_conditions(
                defs,
                instance,
                dg.AssetSelection.all(),
                datetime(2026, 5, 10, 9, minute, tzinfo=UTC),
                cursor,
            )
            cursor = tick.cursor
            print(sorted(tick.get_requested_partitions(revenue.key)))
            # → []
            # → []
            # → []
