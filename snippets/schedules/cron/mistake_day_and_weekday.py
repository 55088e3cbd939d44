"""A cron string for Friday the 13th, which ticks on other days too."""

from datetime import UTC, datetime

import dagster as dg


@dg.asset
def superstitions() -> None: ...


friday_the_13th = dg.ScheduleDefinition(
    name="friday_the_13th",
    target=[superstitions],
    cron_schedule="0 6 13 * FRI",
)

if __name__ == "__main__":
    now = datetime(2025, 5, 8, 12, tzinfo=UTC)
    ticks = dg.TimeWindowPartitionsDefinition(
        start=now,
        cron_schedule=str(friday_the_13th.cron_schedule),
        fmt="%a %b %d",
        end_offset=5,
    )
    print(ticks.get_partition_keys(current_time=now)[:4])
    # → ['Fri May 09', 'Tue May 13', 'Fri May 16', 'Fri May 23']
