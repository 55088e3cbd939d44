"""Read the working day before: on Monday, Friday."""

import dagster as dg

# --8<-- [start:assets]
working_days = dg.TimeWindowPartitionsDefinition(
    cron_schedule="0 0 * * 1-5", start="2025-05-01", fmt="%Y-%m-%d"
)
day_before = dg.TimeWindowPartitionMapping(start_offset=-1, end_offset=-1)


@dg.asset(partitions_def=working_days)
def orders() -> None: ...


@dg.asset(
    partitions_def=working_days,
    deps=[dg.AssetDep(orders, partition_mapping=day_before)],
)
def growth(context: dg.AssetExecutionContext) -> None:
    print(context.asset_partition_keys_for_input("orders"))
    # → ['2025-05-02']


# --8<-- [end:assets]
defs = dg.Definitions(assets=[orders, growth])

if __name__ == "__main__":
    dg.materialize(
        [orders, growth], selection=[growth], partition_key="2025-05-05"
    )
