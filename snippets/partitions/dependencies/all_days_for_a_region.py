"""Read all keys of one definition for each key of another."""

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-05-01", end_date="2025-05-04")
regions = dg.StaticPartitionsDefinition(["north", "south"])


@dg.asset(partitions_def=days)
def orders() -> None: ...


# --8<-- [start:asset]
all_days = dg.AssetDep(orders, partition_mapping=dg.AllPartitionMapping())


@dg.asset(partitions_def=regions, deps=[all_days])
def by_region(context: dg.AssetExecutionContext) -> None:
    print(context.asset_partition_keys_for_input("orders"))
    # → ['2025-05-01', '2025-05-02', '2025-05-03']


if __name__ == "__main__":
    dg.materialize(
        [orders, by_region], selection=[by_region], partition_key="north"
    )
# --8<-- [end:asset]
