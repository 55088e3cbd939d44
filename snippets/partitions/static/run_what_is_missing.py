"""Run the keys that are not materialized yet, and only those."""

import dagster as dg

ORDERS = {"north": [40, 25], "south": [30], "west": []}

regions = dg.StaticPartitionsDefinition(["north", "south", "west"])


# --8<-- [start:missing]
@dg.asset(partitions_def=regions)
def average_order(context: dg.AssetExecutionContext) -> float:
    amounts = ORDERS[context.partition_key]
    return sum(amounts) / len(amounts)


def missing_keys(instance: dg.DagsterInstance) -> list[str]:
    done = instance.get_materialized_partitions(average_order.key)
    return [key for key in regions.get_partition_keys() if key not in done]


if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        for key in missing_keys(instance):
            result = dg.materialize(
                [average_order],
                partition_key=key,
                instance=instance,
                raise_on_error=False,
            )
            print(key, result.success)
            # → north True
            # → south True
            # → west False
        print(missing_keys(instance))
        # → ['west']
# --8<-- [end:missing]
