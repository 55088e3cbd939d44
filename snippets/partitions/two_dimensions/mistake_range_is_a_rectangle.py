"""A range from one key to another that also covers the keys between."""

import dagster as dg

keys = dg.MultiPartitionsDefinition(
    {
        "day": dg.StaticPartitionsDefinition(["monday", "tuesday"]),
        "region": dg.StaticPartitionsDefinition(["east", "north", "south"]),
    }
)


@dg.asset(partitions_def=keys)
def revenue(context: dg.AssetExecutionContext) -> None:
    for key in context.partition_keys:
        print(key)


if __name__ == "__main__":
    first_and_last = {
        "dagster/asset_partition_range_start": "monday|south",
        "dagster/asset_partition_range_end": "tuesday|south",
    }
    dg.materialize([revenue], tags=first_and_last)
