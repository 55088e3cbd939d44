"""A first day that expects a number of the day before it."""

import dagster as dg

days = dg.DailyPartitionsDefinition(start_date="2025-05-01")
day_before = dg.TimeWindowPartitionMapping(start_offset=-1, end_offset=-1)


@dg.asset(
    partitions_def=days, ins={"stock": dg.AssetIn(partition_mapping=day_before)}
)
def stock(stock: int) -> int:
    return stock + 40


if __name__ == "__main__":
    dg.materialize([stock], partition_key="2025-05-01")
