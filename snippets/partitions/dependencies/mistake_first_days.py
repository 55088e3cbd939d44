"""Values of two days, for the first day, which has no day before it."""

import dagster as dg

days = dg.DailyPartitionsDefinition(start_date="2025-05-01")
two_days = dg.TimeWindowPartitionMapping(start_offset=-1)


@dg.asset(partitions_def=days)
def orders() -> int:
    return 40


@dg.asset(
    partitions_def=days, ins={"orders": dg.AssetIn(partition_mapping=two_days)}
)
def two_day_revenue(context: dg.AssetExecutionContext, orders: object) -> None:
    print(context.partition_key, orders)
    # → 2025-05-01 40
    # → 2025-05-02 {'2025-05-01': 40, '2025-05-02': 40}


if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        for key in ("2025-05-01", "2025-05-02"):
            dg.materialize(
                [orders, two_day_revenue], partition_key=key, instance=instance
            )
