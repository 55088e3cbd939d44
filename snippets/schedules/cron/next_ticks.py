"""Print the next ticks of a cron string, from Thursday, May 1, at noon."""

from datetime import UTC, datetime

import dagster as dg

NOW = datetime(2025, 5, 1, 12, tzinfo=UTC)


def next_ticks(cron: str) -> str:
    ticks = dg.TimeWindowPartitionsDefinition(
        start=NOW, cron_schedule=cron, fmt="%a %b %d %H:%M", end_offset=4
    )
    return ", ".join(ticks.get_partition_keys(current_time=NOW)[:3])


# --8<-- [start:ticks]
if __name__ == "__main__":
    print(next_ticks("0 6 * * *"))
    print(next_ticks("30 6 * * 1-5"))
    print(next_ticks("0 6 * * MON"))
    print(next_ticks("*/15 9-17 * * *"))
    print(next_ticks("0 */6 * * *"))
    print(next_ticks("0 6 1 * *"))
    print(next_ticks("0 6 L * *"))
    print(next_ticks("0 6 * * MON#1"))
    print(next_ticks("0 6 1 */3 *"))
    print(next_ticks("@weekly"))
# --8<-- [end:ticks]
