"""Run every day that is missing or failed, as often as it takes."""

import dagster as dg

ORDERS = {"2025-05-01": "40", "2025-05-02": "thirty", "2025-05-03": "10"}
days = dg.DailyPartitionsDefinition("2025-05-01", end_date="2025-05-04")


@dg.asset(partitions_def=days)
def daily_revenue(context: dg.AssetExecutionContext) -> int:
    return int(ORDERS[context.partition_key])


def backfill(instance: dg.DagsterInstance) -> None:
    keys = days.get_partition_keys()
    status = instance.get_status_by_partition(daily_revenue.key, keys, days)
    for key in keys:
        if status and status[key] not in (None, dg.AssetPartitionStatus.FAILED):
            continue
        result = dg.materialize(
            [daily_revenue],
            partition_key=key,
            instance=instance,
            raise_on_error=False,
        )
        print(key, "is done" if result.success else "failed")
        # → 2025-05-01 is done
        # → 2025-05-02 failed
        # → 2025-05-03 is done
        # → 2025-05-02 is done


if __name__ == "__main__":
    with dg.instance_for_test() as instance:
        backfill(instance)
        ORDERS["2025-05-02"] = "30"
        backfill(instance)
