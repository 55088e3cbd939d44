"""Count the stock of each shop from the day before in the same shop."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", "Class `MultiPartitionMapping`")

# --8<-- [start:asset]
days = dg.DailyPartitionsDefinition(start_date="2025-05-01")
shops = dg.StaticPartitionsDefinition(["berlin", "lyon"])
day_before = dg.TimeWindowPartitionMapping(start_offset=-1, end_offset=-1)
same_shop = dg.MultiPartitionMapping(
    {
        "day": dg.DimensionPartitionMapping("day", day_before),
        "shop": dg.DimensionPartitionMapping(
            "shop", dg.IdentityPartitionMapping()
        ),
    }
)


@dg.asset(
    partitions_def=dg.MultiPartitionsDefinition({"day": days, "shop": shops}),
    ins={"stock": dg.AssetIn(partition_mapping=same_shop)},
)
def stock(context: dg.AssetExecutionContext, stock: int | None) -> int:
    print(context.partition_key, stock)
    # → 2025-05-01|berlin None
    # → 2025-05-02|berlin 40
    return (stock or 0) + 40


# --8<-- [end:asset]
if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        for day in ("2025-05-01", "2025-05-02"):
            key = dg.MultiPartitionKey({"day": day, "shop": "berlin"})
            dg.materialize([stock], partition_key=key, instance=instance)
