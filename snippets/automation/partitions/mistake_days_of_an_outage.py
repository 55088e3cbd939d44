"""Three days without a daemon, of which one is requested."""

from datetime import UTC, datetime

import dagster as dg

days = dg.DailyPartitionsDefinition("2026-05-01")


@dg.asset(
    partitions_def=days,
    automation_condition=dg.AutomationCondition.on_cron("0 3 * * *"),
)
def orders() -> None: ...


defs = dg.Definitions([orders])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        cursor = None
        for day, hour in [(3, 2), (3, 4), (6, 12), (7, 4)]:
            tick = dg.evaluate_automation_conditions(
                defs,
                instance,
                dg.AssetSelection.all(),
                datetime(2026, 5, day, hour, tzinfo=UTC),
                cursor,
            )
            cursor = tick.cursor
            for key in sorted(tick.get_requested_partitions(orders.key)):
                print(f"May {day}:", key)
                # → May 3: 2026-05-02
                # → May 6: 2026-05-05
                # → May 7: 2026-05-06
                dg.materialize([orders], instance=instance, partition_key=key)
