"""Read all keys, the last key, or keys that you name."""

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-05-01", end_date="2025-05-04")


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


labor_day = dg.SpecificPartitionsPartitionMapping(["2025-05-01"])


@dg.asset(deps=[dg.AssetDep(orders, partition_mapping=labor_day)])
def some(context: dg.AssetExecutionContext) -> None:
    print("some:", context.asset_partition_keys_for_input("orders"))
    # → some: ['2025-05-01']


if __name__ == "__main__":
    reading = [no_mapping, last, some]
    dg.materialize([orders, *reading], selection=reading)
# --8<-- [end:assets]
