"""The window of a key that has no day."""

import dagster as dg

products_and_regions = dg.MultiPartitionsDefinition(
    {
        "product": dg.StaticPartitionsDefinition(["tea", "coffee"]),
        "region": dg.StaticPartitionsDefinition(["north", "south"]),
    }
)


@dg.asset(partitions_def=products_and_regions)
def revenue(context: dg.AssetExecutionContext) -> None:
    print(context.partition_time_window.start)


if __name__ == "__main__":
    dg.materialize([revenue], partition_key="tea|north")
