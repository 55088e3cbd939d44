"""A run without a key, of an asset that asks for its key."""

import dagster as dg

regions = dg.StaticPartitionsDefinition(["north", "south"])


@dg.asset(partitions_def=regions)
def revenue(context: dg.AssetExecutionContext) -> None:
    print("revenue of", context.partition_key)


if __name__ == "__main__":
    dg.materialize([revenue])
