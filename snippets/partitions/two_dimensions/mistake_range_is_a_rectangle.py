"""A range from one key to a later one that contains no key."""

import dagster as dg

keys = dg.MultiPartitionsDefinition(
    {
        "day": dg.StaticPartitionsDefinition(["monday", "tuesday"]),
        "region": dg.StaticPartitionsDefinition(["east", "north", "south"]),
    }
)


@dg.asset(partitions_def=keys)
def revenue(context: dg.AssetExecutionContext) -> None:
    print(list(context.partition_keys))
    # → []


if __name__ == "__main__":
    ends = {
        "dagster/asset_partition_range_start": "monday|south",
        "dagster/asset_partition_range_end": "tuesday|north",
    }
    print(dg.materialize([revenue], tags=ends).success)
    # → True
