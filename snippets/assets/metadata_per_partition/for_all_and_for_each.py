"""Record what all days of a run share, and what each has of its own."""

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-05-01", end_date="2025-05-03")


# --8<-- [start:asset]
@dg.asset(partitions_def=days)
def orders(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    context.add_asset_metadata({"rows": 2}, partition_key="2025-05-01")
    return dg.MaterializeResult(metadata={"file": "may.csv", "rows": 0})


# --8<-- [end:asset]
if __name__ == "__main__":
    tags = {
        "dagster/asset_partition_range_start": "2025-05-01",
        "dagster/asset_partition_range_end": "2025-05-02",
    }
    # --8<-- [start:run]
    result = dg.materialize([orders], tags=tags)
    for made in result.asset_materializations_for_node("orders"):
        rows, file = made.metadata["rows"], made.metadata["file"]
        print(made.partition, rows.value, file.value)
        # → 2025-05-01 2 may.csv
        # → 2025-05-02 0 may.csv
    # --8<-- [end:run]
