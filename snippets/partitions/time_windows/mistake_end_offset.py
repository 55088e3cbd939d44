"""An `end_offset` for a day that is still going on."""

from datetime import UTC, datetime

import dagster as dg

days = dg.DailyPartitionsDefinition(start_date="2025-05-01", end_offset=1)

if __name__ == "__main__":
    now = datetime(2025, 5, 4, 9, 30, tzinfo=UTC)
    last = days.get_partition_keys(current_time=now)[-1]
    window = days.time_window_for_partition_key(last)
    print(last, "lacks", window.end - now)
    # → 2025-05-04 lacks 14:30:00
