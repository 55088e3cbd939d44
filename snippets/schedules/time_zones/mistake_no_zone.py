"""A schedule for six in the morning in New York, without a time zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.schedule(target=[orders], cron_schedule="0 6 * * *")
def every_morning(context: dg.ScheduleEvaluationContext) -> dg.SkipReason:
    there = context.scheduled_execution_time.astimezone(
        ZoneInfo("America/New_York")
    )
    return dg.SkipReason(f"it is {there:%H:%M} in New York")


if __name__ == "__main__":
    with dg.build_schedule_context(
        scheduled_execution_time=datetime(2025, 5, 2, 6, tzinfo=UTC)
    ) as context:
        print(every_morning.evaluate_tick(context).skip_message)
        # → it is 02:00 in New York
