"""Let one of two dimensions grow: shops are added, days pass."""

import dagster as dg

days = dg.DailyPartitionsDefinition(
    start_date="2025-05-01", end_date="2025-05-03"
)
shops = dg.DynamicPartitionsDefinition(name="shops")
days_and_shops = dg.MultiPartitionsDefinition({"day": days, "shop": shops})


@dg.asset(partitions_def=days_and_shops)
def revenue(context: dg.AssetExecutionContext) -> None:
    print(context.partition_key.keys_by_dimension["shop"])
    # → berlin


defs = dg.Definitions(assets=[revenue])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        instance.add_dynamic_partitions("shops", ["berlin"])
        key = dg.MultiPartitionKey({"day": "2025-05-01", "shop": "berlin"})
        dg.materialize([revenue], partition_key=key, instance=instance)
        print(
            days_and_shops.get_partition_keys(dynamic_partitions_store=instance)
        )
        # → ['2025-05-01|berlin', '2025-05-02|berlin']
