"""Two definitions with one name."""

import dagster as dg

shops = dg.DynamicPartitionsDefinition(name="names")
products = dg.DynamicPartitionsDefinition(name="names")

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        instance.add_dynamic_partitions("names", ["berlin"])
        for definition in (shops, products):
            print(
                definition.get_partition_keys(dynamic_partitions_store=instance)
            )
            # → ['berlin']
            # → ['berlin']
