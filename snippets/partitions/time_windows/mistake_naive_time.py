"""A time without a zone, compared with the window."""

from datetime import datetime

import dagster as dg

ORDER = datetime(2025, 5, 2)

days = dg.DailyPartitionsDefinition(start_date="2025-05-01")


@dg.asset(partitions_def=days)
def daily_orders(context: dg.AssetExecutionContext) -> None:
    window = context.partition_time_window
    print(context.partition_key, window.start <= ORDER < window.end)


if __name__ == "__main__":
    dg.materialize([daily_orders], partition_key="2025-05-01")
    dg.materialize([daily_orders], partition_key="2025-05-02")
