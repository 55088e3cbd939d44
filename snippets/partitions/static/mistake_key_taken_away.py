"""A key that was removed from the definition, but not from the instance."""

import dagster as dg

old_regions = dg.StaticPartitionsDefinition(["north", "south", "west"])
regions = dg.StaticPartitionsDefinition(["north", "south"])


@dg.asset(name="revenue", partitions_def=old_regions)
def old_revenue() -> None: ...


@dg.asset(partitions_def=regions)
def revenue() -> None: ...


if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        for key in old_regions.get_partition_keys():
            dg.materialize([old_revenue], partition_key=key, instance=instance)
        done = instance.get_materialized_partitions(revenue.key)
        print(len(done), "of", len(regions.get_partition_keys()))
        # → 3 of 2
        print(sorted(done - set(regions.get_partition_keys())))
        # → ['west']
