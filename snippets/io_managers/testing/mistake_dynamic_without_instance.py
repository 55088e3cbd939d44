"""A dynamic partition, in a context that does not know which keys exist."""

import dagster as dg

customers = dg.DynamicPartitionsDefinition(name="customers")

if __name__ == "__main__":
    context = dg.build_output_context(
        asset_key=["orders"],
        partition_key="ada",
        asset_partitions_def=customers,
    )
    print(context.asset_partition_key)
