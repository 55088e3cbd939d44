"""A time without a zone, compared with the window."""

from datetime import datetime

import dagster as dg

ORDERS = [(datetime(2025, 5, 1, 9, 30), 40)]

days = dg.DailyPartitionsDefinition(start_date="2025-05-01")


@dg.asset(partitions_def=days)
def daily_revenue(context: dg.AssetExecutionContext) -> int:
    window = context.partition_time_window
    return sum(
        amount for time, amount in ORDERS if window.start <= time < window.end
    )


if __name__ == "__main__":
    dg.materialize([daily_revenue], partition_key="2025-05-01")
