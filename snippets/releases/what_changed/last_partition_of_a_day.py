"""Give the last partition that was complete at a time in the past."""

from datetime import datetime

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-05-01")

if __name__ == "__main__":
    print(days.get_partition_keys(current_time=datetime(2025, 5, 4))[-1])
    # → 2025-05-03
