"""A day that counts as done although its last run failed."""

import dagster as dg

ORDERS = {"2025-05-01": "40"}

days = dg.DailyPartitionsDefinition("2025-05-01")


@dg.asset(partitions_def=days)
def daily_revenue(context: dg.AssetExecutionContext) -> int:
    return int(ORDERS[context.partition_key])


def run(instance: dg.DagsterInstance) -> None:
    dg.materialize(
        [daily_revenue],
        partition_key="2025-05-01",
        instance=instance,
        raise_on_error=False,
    )


if __name__ == "__main__":
    with dg.instance_for_test() as instance:
        run(instance)
        ORDERS["2025-05-01"] = "forty"
        run(instance)
        done = instance.get_materialized_partitions(daily_revenue.key)
        print(sorted(done), "count")
        # → ['2025-05-01'] count
        status = instance.get_status_by_partition(
            daily_revenue.key, ["2025-05-01"], days
        )
        print(status)
        # → {'2025-05-01': <AssetPartitionStatus.FAILED: 'FAILED'>}
