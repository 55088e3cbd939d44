"""A schedule in a time zone that has no summer."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import dagster as dg


@dg.asset
def orders() -> None: ...


every_morning = dg.ScheduleDefinition(
    name="every_morning",
    target=[orders],
    cron_schedule="0 6 * * *",
    execution_timezone="EST",
)

if __name__ == "__main__":
    now = datetime(2025, 7, 1, tzinfo=UTC)
    ticks = dg.TimeWindowPartitionsDefinition(
        start=now,
        cron_schedule=str(every_morning.cron_schedule),
        timezone=every_morning.execution_timezone,
        fmt="%Y-%m-%d %H:%M %z",
        end_offset=2,
    )
    tick = datetime.fromisoformat(ticks.get_partition_keys(now)[0])
    print(tick.astimezone(ZoneInfo("America/New_York")))
    # → 2025-07-01 07:00:00-04:00
