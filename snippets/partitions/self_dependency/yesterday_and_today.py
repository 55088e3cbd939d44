"""Count the stock of a day from the stock of the day before."""

import dagster as dg

DELIVERED = {"2025-05-01": 40, "2025-05-02": 25, "2025-05-03": 15}

days = dg.DailyPartitionsDefinition(start_date="2025-05-01")
day_before = dg.TimeWindowPartitionMapping(start_offset=-1, end_offset=-1)


@dg.asset(
    partitions_def=days, ins={"stock": dg.AssetIn(partition_mapping=day_before)}
)
def stock(context: dg.AssetExecutionContext, stock: int | None) -> int:
    print(context.partition_key, stock)
    # → 2025-05-01 None
    # → 2025-05-02 40
    # → 2025-05-03 65
    return (stock or 0) + DELIVERED[context.partition_key]


defs = dg.Definitions(assets=[stock])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        for day in DELIVERED:
            dg.materialize([stock], partition_key=day, instance=instance)
