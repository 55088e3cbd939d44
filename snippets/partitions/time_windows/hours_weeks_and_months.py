"""List the first keys and windows of hours, weeks, months and shifts."""

from datetime import UTC, datetime

import dagster as dg

hours = dg.HourlyPartitionsDefinition(start_date="2025-05-01-00:00")
weeks = dg.WeeklyPartitionsDefinition(start_date="2025-05-01")
from_mondays = dg.WeeklyPartitionsDefinition(
    start_date="2025-05-01", day_offset=1
)
months = dg.MonthlyPartitionsDefinition(start_date="2025-05", fmt="%Y-%m")
shifts = dg.TimeWindowPartitionsDefinition(
    cron_schedule="0 6,14,22 * * *", start="2025-05-01-06", fmt="%Y-%m-%d-%H"
)
working_days = dg.TimeWindowPartitionsDefinition(
    cron_schedule="0 6 * * 1-5", start="2025-05-01", fmt="%Y-%m-%d"
)

if __name__ == "__main__":
    now = datetime(2025, 8, 1, tzinfo=UTC)
    for windows in (hours, weeks, from_mondays, months, shifts, working_days):
        for key in windows.get_partition_keys(current_time=now)[:2]:
            window = windows.time_window_for_partition_key(key)
            start, end = f"{window.start:%a %d.%m. %H:%M}", window.end
            print(f"{key}: {start} to {end:%a %d.%m. %H:%M}")
            # → 2025-05-01-00:00: Thu 01.05. 00:00 to Thu 01.05. 01:00
            # → 2025-05-01-01:00: Thu 01.05. 01:00 to Thu 01.05. 02:00
            # → 2025-05-04: Sun 04.05. 00:00 to Sun 11.05. 00:00
            # → 2025-05-11: Sun 11.05. 00:00 to Sun 18.05. 00:00
            # → 2025-05-05: Mon 05.05. 00:00 to Mon 12.05. 00:00
            # → 2025-05-12: Mon 12.05. 00:00 to Mon 19.05. 00:00
            # → 2025-05: Thu 01.05. 00:00 to Sun 01.06. 00:00
            # → 2025-06: Sun 01.06. 00:00 to Tue 01.07. 00:00
            # → 2025-05-01-06: Thu 01.05. 06:00 to Thu 01.05. 14:00
            # → 2025-05-01-14: Thu 01.05. 14:00 to Thu 01.05. 22:00
            # → 2025-05-01: Thu 01.05. 06:00 to Fri 02.05. 06:00
            # → 2025-05-02: Fri 02.05. 06:00 to Mon 05.05. 06:00
