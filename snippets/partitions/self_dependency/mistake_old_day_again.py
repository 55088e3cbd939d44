"""A day that is run again, and a day after it that keeps the old stock."""

import dagster as dg

DELIVERED = {"2025-05-01": 40, "2025-05-02": 25}

days = dg.DailyPartitionsDefinition(start_date="2025-05-01")
day_before = dg.TimeWindowPartitionMapping(start_offset=-1, end_offset=-1)


@dg.asset(
    partitions_def=days, ins={"stock": dg.AssetIn(partition_mapping=day_before)}
)
def stock(context: dg.AssetExecutionContext, stock: int | None) -> int:
    return (stock or 0) + DELIVERED[context.partition_key]


if __name__ == "__main__":
    with dg.instance_for_test() as instance:
        for day in DELIVERED:
            dg.materialize([stock], partition_key=day, instance=instance)
        DELIVERED["2025-05-01"] = 400
        dg.materialize([stock], partition_key="2025-05-01", instance=instance)
        for day in DELIVERED:
            print(
                day,
                dg.Definitions([stock]).load_asset_value(
                    "stock", partition_key=day, instance=instance
                ),
            )
            # → 2025-05-01 400
            # → 2025-05-02 65
