"""See what Dagster remembers of a config value and of a partition."""

import dagster as dg


class RegionConfig(dg.Config):
    region: str


@dg.asset
def by_config(config: RegionConfig) -> str:
    return f"revenue of the {config.region}"


@dg.asset(partitions_def=dg.StaticPartitionsDefinition(["north", "south"]))
def by_partition(context: dg.AssetExecutionContext) -> str:
    return f"revenue of the {context.partition_key}"


if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        for region in ("north", "south"):
            values = dg.RunConfig({"by_config": RegionConfig(region=region)})
            dg.materialize([by_config], instance=instance, run_config=values)
            dg.materialize(
                [by_partition], instance=instance, partition_key=region
            )
        for asset in (by_config, by_partition):
            print(sorted(instance.get_materialized_partitions(asset.key)))
            # → []
            # → ['north', 'south']
