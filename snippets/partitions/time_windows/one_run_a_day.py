"""Sum up the orders of one day."""

from datetime import UTC, datetime

import dagster as dg

ORDERS = [
    (datetime(2025, 5, 1, tzinfo=UTC), 40),
    (datetime(2025, 5, 1, 23, 59, tzinfo=UTC), 25),
    (datetime(2025, 5, 2, tzinfo=UTC), 30),
]

days = dg.DailyPartitionsDefinition(start_date="2025-05-01")


@dg.asset(partitions_def=days)
def daily_revenue(context: dg.AssetExecutionContext) -> None:
    window = context.partition_time_window
    revenue = sum(
        amount for time, amount in ORDERS if window.start <= time < window.end
    )
    print(context.partition_key, revenue)
    # → 2025-05-01 65
    # → 2025-05-02 30


defs = dg.Definitions(assets=[daily_revenue])

if __name__ == "__main__":
    dg.materialize([daily_revenue], partition_key="2025-05-01")
    dg.materialize([daily_revenue], partition_key="2025-05-02")
