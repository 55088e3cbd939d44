"""Before 1.11, you asked for the last partition of a day in the past."""

from datetime import datetime

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-05-01")

if __name__ == "__main__":
    print(days.get_last_partition_key(current_time=datetime(2025, 5, 4)))
