"""Print the ticks around the two nights in which the clocks move."""

from datetime import datetime
from zoneinfo import ZoneInfo

import dagster as dg

NEW_YORK = "America/New_York"


def ticks(cron: str, month: int, day: int) -> str:
    start = datetime(2026, month, day, tzinfo=ZoneInfo(NEW_YORK))
    windows = dg.TimeWindowPartitionsDefinition(
        start=start,
        cron_schedule=cron,
        timezone=NEW_YORK,
        fmt="%d %H:%M %z",
        end_offset=5,
    )
    return ", ".join(windows.get_partition_keys(current_time=start)[:4])


# --8<-- [start:ticks]
if __name__ == "__main__":
    print(ticks("30 2 * * *", 3, 7))
    # → 07 02:30 -0500, 08 03:00 -0400, 09 02:30 -0400, 10 02:30 -0400
    print(ticks("0 * * * *", 3, 8))
    # → 08 00:00 -0500, 08 01:00 -0500, 08 03:00 -0400, 08 04:00 -0400
    print(ticks("0 */2 * * *", 3, 8))
    # → 08 00:00 -0500, 08 03:00 -0400, 08 04:00 -0400, 08 06:00 -0400
    print(ticks("30 1 * * *", 10, 31))
    # → 31 01:30 -0400, 01 01:30 -0500, 02 01:30 -0500, 03 01:30 -0500
    print(ticks("0 * * * *", 11, 1))
    # → 01 00:00 -0400, 01 01:00 -0400, 01 01:00 -0500, 01 02:00 -0500
# --8<-- [end:ticks]
