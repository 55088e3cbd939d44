"""List the days that are over, and the one that is not."""

from datetime import UTC, datetime

import dagster as dg

days = dg.DailyPartitionsDefinition(start_date="2025-05-01")
with_today = dg.DailyPartitionsDefinition(start_date="2025-05-01", end_offset=1)
until_may_3 = dg.DailyPartitionsDefinition(
    start_date="2025-05-01", end_date="2025-05-03"
)

if __name__ == "__main__":
    now = datetime(2025, 5, 4, 9, 30, tzinfo=UTC)
    for definition in (days, with_today, until_may_3):
        print(definition.get_partition_keys(current_time=now))
        # → ['2025-05-01', '2025-05-02', '2025-05-03']
        # → ['2025-05-01', '2025-05-02', '2025-05-03', '2025-05-04']
        # → ['2025-05-01', '2025-05-02']
