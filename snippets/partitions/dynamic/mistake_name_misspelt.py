"""Keys added under a name that no definition has."""

import dagster as dg

shops = dg.DynamicPartitionsDefinition(name="shops")


if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        instance.add_dynamic_partitions("shop", ["berlin"])
        print(shops.get_partition_keys(dynamic_partitions_store=instance))
        # → []
