"""A range of which no day counts, because one of them failed."""

import dagster as dg

ORDERS = {"2025-05-01": "40", "2025-05-02": "30", "2025-05-03": "ten"}

days = dg.DailyPartitionsDefinition("2025-05-01")
stored: dict[str, int] = {}


@dg.asset(partitions_def=days)
def daily_revenue(context: dg.AssetExecutionContext) -> None:
    for key in context.partition_keys:
        stored[key] = int(ORDERS[key])


if __name__ == "__main__":
    with dg.instance_for_test() as instance:
        dg.materialize(
            [daily_revenue],
            instance=instance,
            tags={
                "dagster/asset_partition_range_start": "2025-05-01",
                "dagster/asset_partition_range_end": "2025-05-03",
            },
            raise_on_error=False,
        )
        print(list(stored), "are stored")
        # → ['2025-05-01', '2025-05-02'] are stored
        done = instance.get_materialized_partitions(daily_revenue.key)
        print(sorted(done), "count")
        # → [] count
