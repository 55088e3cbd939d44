"""A cron string for every 40 minutes, which ticks at :00 and :40."""

from datetime import UTC, datetime

import dagster as dg


@dg.asset
def orders() -> None: ...


often = dg.ScheduleDefinition(
    name="often", target=[orders], cron_schedule="*/40 * * * *"
)

if __name__ == "__main__":
    now = datetime(2025, 5, 1, 12, tzinfo=UTC)
    ticks = dg.TimeWindowPartitionsDefinition(
        start=now,
        cron_schedule=str(often.cron_schedule),
        fmt="%H:%M",
        end_offset=5,
    )
    print(ticks.get_partition_keys(current_time=now)[:4])
    # → ['12:00', '12:40', '13:00', '13:40']
