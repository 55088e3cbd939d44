"""Request each night every day of the last week that is missing."""

from datetime import UTC, datetime, timedelta

import dagster as dg

AC = dg.AutomationCondition
days = dg.DailyPartitionsDefinition("2026-05-01")

# --8<-- [start:define]
last_week = AC.in_latest_time_window(timedelta(days=7))
each_night = AC.cron_tick_passed("0 3 * * *")


@dg.asset(
    partitions_def=days,
    automation_condition=each_night
    & last_week
    & AC.missing()
    & ~AC.in_progress(),
)
def orders() -> None: ...


# --8<-- [end:define]
defs = dg.Definitions([orders])

# --8<-- [start:ticks]
if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        cursor = None
        for day, hour in [(3, 2), (3, 4), (6, 12)]:
            tick = dg.evaluate_automation_conditions(
                defs,
                instance,
                dg.AssetSelection.all(),
                datetime(2026, 5, day, hour, tzinfo=UTC),
                cursor,
            )
            cursor = tick.cursor
            for key in sorted(
                map(str, tick.get_requested_partitions(orders.key))
            ):
                print(f"May {day}:", key)
                # → May 3: 2026-05-01
                # → May 3: 2026-05-02
                # → May 6: 2026-05-03
                # → May 6: 2026-05-04
                # → May 6: 2026-05-05
                dg.materialize([orders], instance=instance, partition_key=key)
# --8<-- [end:ticks]
