"""Read the day before, or three days."""

import dagster as dg

days = dg.DailyPartitionsDefinition(start_date="2025-05-01")


@dg.asset(partitions_def=days)
def orders() -> None: ...


# --8<-- [start:assets]
day_before_only = dg.TimeWindowPartitionMapping(start_offset=-1, end_offset=-1)


@dg.asset(
    partitions_def=days,
    deps=[dg.AssetDep(orders, partition_mapping=day_before_only)],
)
def day_before(context: dg.AssetExecutionContext) -> None:
    print("day before:", context.asset_partition_keys_for_input("orders"))
    # → day before: ['2025-05-08']


two_more_days = dg.TimeWindowPartitionMapping(start_offset=-2)


@dg.asset(
    partitions_def=days,
    deps=[dg.AssetDep(orders, partition_mapping=two_more_days)],
)
def three_days(context: dg.AssetExecutionContext) -> None:
    print("three days:", context.asset_partition_keys_for_input("orders"))
    # → three days: ['2025-05-07', '2025-05-08', '2025-05-09']


if __name__ == "__main__":
    assets = [orders, day_before, three_days]
    dg.materialize(assets, partition_key="2025-05-09")
# --8<-- [end:assets]
