"""Record metadata for each day of each of two assets."""

from collections.abc import Iterator

import dagster as dg

AMOUNTS = {"2025-05-01": [40, 25], "2025-05-02": [12]}

days = dg.DailyPartitionsDefinition("2025-05-01", end_date="2025-05-03")


# --8<-- [start:asset]
@dg.multi_asset(
    specs=[dg.AssetSpec("orders"), dg.AssetSpec("revenue")],
    partitions_def=days,
)
def shop(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
    for day in context.partition_keys:
        rows, total = len(AMOUNTS[day]), sum(AMOUNTS[day])
        context.add_asset_metadata({"value": rows}, "orders", day)
        context.add_asset_metadata({"value": total}, "revenue", day)
    yield dg.MaterializeResult("orders")
    yield dg.MaterializeResult("revenue")


# --8<-- [end:asset]
if __name__ == "__main__":
    tags = {
        "dagster/asset_partition_range_start": "2025-05-01",
        "dagster/asset_partition_range_end": "2025-05-02",
    }
    result = dg.materialize([shop], tags=tags)
    for made in result.asset_materializations_for_node("shop"):
        value = made.metadata["value"].value
        print(*made.asset_key.path, made.partition, value)
        # → orders 2025-05-01 2
        # → orders 2025-05-02 1
        # → revenue 2025-05-01 65
        # → revenue 2025-05-02 12
