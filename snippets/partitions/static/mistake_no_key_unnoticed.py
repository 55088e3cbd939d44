"""A run without a key, of an asset that does not ask for its key."""

import dagster as dg

regions = dg.StaticPartitionsDefinition(["north", "south"])


@dg.asset(partitions_def=regions)
def revenue() -> None: ...


if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        result = dg.materialize([revenue], instance=instance)
        print(result.success)
        # → True
        print(sorted(instance.get_materialized_partitions(revenue.key)))
        # → []
