"""Set the prices of a day after the orders of the day before."""

import dagster as dg

# --8<-- [start:asset]
days = dg.DailyPartitionsDefinition(start_date="2025-05-01")
day_before = dg.TimeWindowPartitionMapping(start_offset=-1, end_offset=-1)
orders_before = dg.AssetDep("orders", partition_mapping=day_before)


@dg.multi_asset(
    specs=[
        dg.AssetSpec("prices", deps=[orders_before]),
        dg.AssetSpec("orders", deps=["prices"]),
    ],
    partitions_def=days,
)
def trade(
    context: dg.AssetExecutionContext,
) -> tuple[dg.MaterializeResult, dg.MaterializeResult]:
    print(context.asset_partition_keys_for_input("orders"))
    # → ['2025-05-01']
    return dg.MaterializeResult("prices"), dg.MaterializeResult("orders")


# --8<-- [end:asset]
if __name__ == "__main__":
    dg.materialize([trade], partition_key="2025-05-02")
