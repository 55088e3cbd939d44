"""Run at six in New York, in winter and in summer."""

from datetime import datetime
from zoneinfo import ZoneInfo

import dagster as dg


@dg.asset
def orders() -> None: ...


every_morning = dg.ScheduleDefinition(
    name="every_morning",
    target=[orders],
    cron_schedule="0 6 * * *",
    execution_timezone="America/New_York",
)

defs = dg.Definitions(assets=[orders], schedules=[every_morning])

if __name__ == "__main__":
    start = datetime(2026, 3, 7, tzinfo=ZoneInfo("America/New_York"))
    ticks = dg.TimeWindowPartitionsDefinition(
        start=start,
        cron_schedule=str(every_morning.cron_schedule),
        timezone=every_morning.execution_timezone,
        fmt="%b %d %H:%M %z",
        end_offset=3,
    )
    print(*ticks.get_partition_keys(current_time=start)[:2], sep="\n")
    # → Mar 07 06:00 -0500
    # → Mar 08 06:00 -0400
