"""A format that leaves out the hour."""

import dagster as dg

quarters_of_a_day = dg.TimeWindowPartitionsDefinition(
    cron_schedule="0 */6 * * *",
    start="2025-05-01",
    end="2025-05-02",
    fmt="%Y-%m-%d",
)

if __name__ == "__main__":
    print(quarters_of_a_day.get_partition_keys())
    # → ['2025-05-01', '2025-05-01', '2025-05-01', '2025-05-01']
