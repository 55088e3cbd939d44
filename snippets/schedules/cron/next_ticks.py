"""Print the next ticks of a cron string, from Thursday, May 1, at noon."""

from datetime import UTC, datetime

import dagster as dg

NOW = datetime(2025, 5, 1, 12, tzinfo=UTC)


def next_ticks(cron: str) -> str:
    ticks = dg.TimeWindowPartitionsDefinition(
        start=NOW, cron_schedule=cron, fmt="%a %b %d %H:%M", end_offset=4
    )
    return ", ".join(ticks.get_partition_keys(current_time=NOW)[:3])


if __name__ == "__main__":
    print(next_ticks("0 6 * * *"))
    # → Fri May 02 06:00, Sat May 03 06:00, Sun May 04 06:00
    print(next_ticks("30 6 * * 1-5"))
    # → Fri May 02 06:30, Mon May 05 06:30, Tue May 06 06:30
    print(next_ticks("0 6 * * MON"))
    # → Mon May 05 06:00, Mon May 12 06:00, Mon May 19 06:00
    print(next_ticks("*/15 9-17 * * *"))
    # → Thu May 01 12:00, Thu May 01 12:15, Thu May 01 12:30
    print(next_ticks("0 */6 * * *"))
    # → Thu May 01 12:00, Thu May 01 18:00, Fri May 02 00:00
    print(next_ticks("0 6 1 * *"))
    # → Sun Jun 01 06:00, Tue Jul 01 06:00, Fri Aug 01 06:00
    print(next_ticks("0 6 L * *"))
    # → Sat May 31 06:00, Mon Jun 30 06:00, Thu Jul 31 06:00
    print(next_ticks("0 6 * * MON#1"))
    # → Mon May 05 06:00, Mon Jun 02 06:00, Mon Jul 07 06:00
    print(next_ticks("0 6 1 */3 *"))
    # → Tue Jul 01 06:00, Wed Oct 01 06:00, Thu Jan 01 06:00
    print(next_ticks("@weekly"))
    # → Sun May 04 00:00, Sun May 11 00:00, Sun May 18 00:00
