"""Give two assets the same keys, and one run runs both for one key."""

import dagster as dg

ORDERS = {"north": [40, 25], "south": [30], "west": []}

regions = dg.StaticPartitionsDefinition(["north", "south", "west"])


# --8<-- [start:assets]
@dg.asset(partitions_def=regions)
def revenue(context: dg.AssetExecutionContext) -> int:
    return sum(ORDERS[context.partition_key])


@dg.asset(partitions_def=regions)
def report(context: dg.AssetExecutionContext, revenue: int) -> None:
    print(f"{context.partition_key}: {revenue}")
    # → north: 65
    # → south: 30
    # → west: 0


defs = dg.Definitions(assets=[revenue, report])

if __name__ == "__main__":
    for key in regions.get_partition_keys():
        dg.materialize([revenue, report], partition_key=key)
# --8<-- [end:assets]
