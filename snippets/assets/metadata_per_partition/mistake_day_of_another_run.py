"""Metadata for a day that the run does not make."""

import dagster as dg

AMOUNTS = {"2025-05-01": [40, 25], "2025-05-02": [12]}

days = dg.DailyPartitionsDefinition("2025-05-01", end_date="2025-05-03")


@dg.asset(partitions_def=days)
def orders(context: dg.AssetExecutionContext) -> None:
    for day, amounts in AMOUNTS.items():
        context.add_asset_metadata({"rows": len(amounts)}, partition_key=day)


if __name__ == "__main__":
    dg.materialize([orders], partition_key="2025-05-01")
