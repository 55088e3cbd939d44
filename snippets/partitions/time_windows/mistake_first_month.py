"""A start date in the middle of the first month."""

import dagster as dg

months = dg.MonthlyPartitionsDefinition(
    start_date="2025-01-15", end_date="2025-04-01"
)

if __name__ == "__main__":
    print(months.get_partition_keys())
    # → ['2025-02-01', '2025-03-01']
