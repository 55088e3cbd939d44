"""One result of a run that makes two days."""

import dagster as dg

AMOUNTS = {"2025-05-01": [40, 25], "2025-05-02": [12]}

days = dg.DailyPartitionsDefinition("2025-05-01", end_date="2025-05-03")


@dg.asset(partitions_def=days)
def orders(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    rows = sum(len(AMOUNTS[day]) for day in context.partition_keys)
    return dg.MaterializeResult(metadata={"rows": rows})


if __name__ == "__main__":
    tags = {
        "dagster/asset_partition_range_start": "2025-05-01",
        "dagster/asset_partition_range_end": "2025-05-02",
    }
    result = dg.materialize([orders], tags=tags)
    for made in result.asset_materializations_for_node("orders"):
        print(made.partition, made.metadata["rows"].value)
        # → 2025-05-01 3
        # → 2025-05-02 3
