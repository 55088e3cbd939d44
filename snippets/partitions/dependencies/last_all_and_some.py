"""Read the last key, all keys, or keys that you name."""

import dagster as dg

days = dg.DailyPartitionsDefinition(
    start_date="2025-05-01", end_date="2025-05-04"
)


@dg.asset(partitions_def=days)
def orders() -> None: ...


# --8<-- [start:assets]
@dg.asset(deps=[orders])
def no_mapping(context: dg.AssetExecutionContext) -> None:
    print("no mapping:", context.asset_partition_keys_for_input("orders"))
    # → no mapping: ['2025-05-01', '2025-05-02', '2025-05-03']


last_key = dg.AssetDep(orders, partition_mapping=dg.LastPartitionMapping())


@dg.asset(deps=[last_key])
def last(context: dg.AssetExecutionContext) -> None:
    print("last:", context.asset_partition_keys_for_input("orders"))
    # → last: ['2025-05-03']


labour_day = dg.SpecificPartitionsPartitionMapping(["2025-05-01"])


@dg.asset(deps=[dg.AssetDep(orders, partition_mapping=labour_day)])
def some(context: dg.AssetExecutionContext) -> None:
    print("some:", context.asset_partition_keys_for_input("orders"))
    # → some: ['2025-05-01']


regions = dg.StaticPartitionsDefinition(["north", "south"])
all_keys = dg.AssetDep(orders, partition_mapping=dg.AllPartitionMapping())


@dg.asset(partitions_def=regions, deps=[all_keys])
def by_region(context: dg.AssetExecutionContext) -> None:
    print("all:", context.asset_partition_keys_for_input("orders"))
    # → all: ['2025-05-01', '2025-05-02', '2025-05-03']


if __name__ == "__main__":
    dg.materialize(
        [orders, no_mapping, last, some], selection=[no_mapping, last, some]
    )
    dg.materialize(
        [orders, by_region], selection=[by_region], partition_key="north"
    )
# --8<-- [end:assets]
