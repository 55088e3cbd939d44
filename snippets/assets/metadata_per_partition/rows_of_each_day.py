"""Record the number of rows of each day, although one run makes several."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", "Parameter `backfill_policy`")

AMOUNTS = {"2025-05-01": [40, 25], "2025-05-02": [], "2025-05-03": [12]}

days = dg.DailyPartitionsDefinition("2025-05-01", end_date="2025-05-04")


@dg.asset(partitions_def=days, backfill_policy=dg.BackfillPolicy.single_run())
def orders(context: dg.AssetExecutionContext) -> None:
    for day in context.partition_keys:
        rows = len(AMOUNTS[day])
        context.add_asset_metadata({"rows": rows}, partition_key=day)


defs = dg.Definitions(assets=[orders], executor=dg.in_process_executor)

if __name__ == "__main__":
    tags = {
        "dagster/asset_partition_range_start": "2025-05-01",
        "dagster/asset_partition_range_end": "2025-05-03",
    }
    result = dg.materialize([orders], tags=tags)
    for made in result.asset_materializations_for_node("orders"):
        print(made.partition, made.metadata["rows"].value)
        # → 2025-05-01 2
        # → 2025-05-02 0
        # → 2025-05-03 1
