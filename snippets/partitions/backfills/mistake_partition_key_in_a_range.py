"""A range of days, and an asset that knows only one."""

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-05-01")


@dg.asset(partitions_def=days)
def daily_revenue(context: dg.AssetExecutionContext) -> None:
    print("revenue of", context.partition_key)


if __name__ == "__main__":
    dg.materialize(
        [daily_revenue],
        tags={
            "dagster/asset_partition_range_start": "2025-05-01",
            "dagster/asset_partition_range_end": "2025-05-03",
        },
    )
