"""Count each day of a range as soon as it is stored."""

import dagster as dg

ORDERS = {"2025-05-01": "40", "2025-05-02": "30", "2025-05-03": "ten"}

days = dg.DailyPartitionsDefinition("2025-05-01")
stored: dict[str, int] = {}


# --8<-- [start:asset]
@dg.asset(partitions_def=days)
def daily_revenue(context: dg.AssetExecutionContext) -> None:
    for key in context.partition_keys:
        stored[key] = int(ORDERS[key])
        context.log_event(
            dg.AssetMaterialization(context.asset_key, partition=key)
        )


# --8<-- [end:asset]

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
        # --8<-- [start:done]
        done = instance.get_materialized_partitions(daily_revenue.key)
        print(sorted(done), "count")
        # → ['2025-05-01', '2025-05-02'] count
        # --8<-- [end:done]
