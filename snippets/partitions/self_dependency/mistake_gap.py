"""A stock that starts again after a day that was never run."""

import dagster as dg

days = dg.DailyPartitionsDefinition(start_date="2025-05-01")
day_before = dg.TimeWindowPartitionMapping(start_offset=-1, end_offset=-1)


@dg.asset(
    partitions_def=days,
    ins={
        "stock": dg.AssetIn(
            partition_mapping=day_before,
            metadata={"allow_missing_partitions": True},
        )
    },
)
def stock(context: dg.AssetExecutionContext, stock: int | None) -> int:
    total = (stock or 0) + 40
    print(context.partition_key, total)
    # → 2025-05-01 40
    # → 2025-05-03 40
    return total


if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        for day in ("2025-05-01", "2025-05-03"):
            dg.materialize([stock], partition_key=day, instance=instance)
