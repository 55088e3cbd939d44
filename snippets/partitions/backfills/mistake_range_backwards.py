"""A range that starts after its end."""

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-05-01")


@dg.asset(partitions_def=days)
def daily_revenue(context: dg.AssetExecutionContext) -> None:
    print("revenue of", len(context.partition_keys), "days")
    # → revenue of 0 days


if __name__ == "__main__":
    result = dg.materialize(
        [daily_revenue],
        tags={
            "dagster/asset_partition_range_start": "2025-05-03",
            "dagster/asset_partition_range_end": "2025-05-01",
        },
    )
    print(result.success)
    # → True
