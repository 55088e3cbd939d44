"""Tick at six on weekdays and at nine on weekends."""

from datetime import UTC, datetime

import dagster as dg


@dg.asset
def orders() -> None: ...


# --8<-- [start:schedule]
every_morning = dg.ScheduleDefinition(
    name="every_morning",
    target=[orders],
    cron_schedule=["0 6 * * MON-FRI", "0 9 * * SAT,SUN"],
)
# --8<-- [end:schedule]

defs = dg.Definitions(assets=[orders], schedules=[every_morning])

if __name__ == "__main__":
    with dg.build_schedule_context(
        scheduled_execution_time=datetime(2025, 5, 3, 9, tzinfo=UTC)
    ) as context:
        print(len(every_morning.evaluate_tick(context).run_requests or []))
        # → 1
