"""A range of days, and an asset that returns one value for all of them."""

import dagster as dg

ORDERS = {"2025-05-01": "40", "2025-05-02": "30", "2025-05-03": "10"}

days = dg.DailyPartitionsDefinition("2025-05-01")


@dg.asset(partitions_def=days)
def daily_revenue(context: dg.AssetExecutionContext) -> dict[str, int]:
    return {key: int(ORDERS[key]) for key in context.partition_keys}


if __name__ == "__main__":
    dg.materialize(
        [daily_revenue],
        tags={
            "dagster/asset_partition_range_start": "2025-05-01",
            "dagster/asset_partition_range_end": "2025-05-03",
        },
    )
