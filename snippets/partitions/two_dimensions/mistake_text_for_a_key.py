"""A direct call with a string where a run has two keys."""

import dagster as dg

days_and_regions = dg.MultiPartitionsDefinition(
    {
        "day": dg.DailyPartitionsDefinition(start_date="2025-05-01"),
        "region": dg.StaticPartitionsDefinition(["north", "south"]),
    }
)


@dg.asset(partitions_def=days_and_regions)
def revenue(context: dg.AssetExecutionContext) -> str:
    return str(context.partition_key.keys_by_dimension["region"])


if __name__ == "__main__":
    revenue(dg.build_asset_context(partition_key="2025-05-01|north"))
