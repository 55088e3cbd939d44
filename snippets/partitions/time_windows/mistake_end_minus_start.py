"""The length of a day, wrong on the two days when the clocks change."""

import dagster as dg

days = dg.DailyPartitionsDefinition(
    start_date="2025-01-01", timezone="Europe/Berlin"
)


@dg.asset(partitions_def=days)
def orders_an_hour(context: dg.AssetExecutionContext) -> None:
    start, end = context.partition_time_window
    print((end - start).total_seconds() / 3600)
    # → 24.0
    print((end.timestamp() - start.timestamp()) / 3600)
    # → 23.0


if __name__ == "__main__":
    dg.materialize([orders_an_hour], partition_key="2025-03-30")
