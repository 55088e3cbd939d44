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
    for key in context.partition_keys:
        print(key)


if __name__ == "__main__":
    for first, last in [
        ("monday|north", "tuesday|south"),
        ("monday|south", "tuesday|north"),
    ]:
        print("from", first, "to", last)
        ends = {
            "dagster/asset_partition_range_start": first,
            "dagster/asset_partition_range_end": last,
        }
        print(dg.materialize([revenue], tags=ends).success)
