"""Run an asset for one key out of a fixed list."""

import dagster as dg

ORDERS = {"north": [40, 25], "south": [30], "west": []}

regions = dg.StaticPartitionsDefinition(["north", "south", "west"])


@dg.asset(partitions_def=regions)
def revenue(context: dg.AssetExecutionContext) -> int:
    return sum(ORDERS[context.partition_key])


defs = dg.Definitions(assets=[revenue])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        result = dg.materialize(
            [revenue], partition_key="north", instance=instance
        )
        print(result.output_for_node("revenue"))
        # → 65
        done = instance.get_materialized_partitions(revenue.key)
        print(sorted(done))
        # → ['north']
