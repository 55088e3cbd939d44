"""Request every day that was updated, however old it is."""

from datetime import UTC, datetime

import dagster as dg

days = dg.DailyPartitionsDefinition("2026-05-01")


@dg.asset(partitions_def=days)
def orders() -> None: ...


# --8<-- [start:define]
AC = dg.AutomationCondition


@dg.asset(
    deps=[orders],
    partitions_def=days,
    automation_condition=AC.eager().without(AC.in_latest_time_window()),
)
def revenue() -> None: ...


# --8<-- [end:define]
defs = dg.Definitions([orders, revenue])

# --8<-- [start:ticks]
if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        cursor = None
        for minute, updated in enumerate([[], ["2026-05-03", "2026-05-09"]]):
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
            print(sorted(map(str, tick.get_requested_partitions(revenue.key))))
            # → []
            # → ['2026-05-03', '2026-05-09']
# --8<-- [end:ticks]
