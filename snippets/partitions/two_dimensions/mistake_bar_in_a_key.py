"""A shop whose name contains the character that joins two keys."""

import dagster as dg

days = dg.DailyPartitionsDefinition(
    start_date="2025-05-01", end_date="2025-05-02"
)
shops = dg.DynamicPartitionsDefinition(name="shops")
days_and_shops = dg.MultiPartitionsDefinition({"day": days, "shop": shops})

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        instance.add_dynamic_partitions("shops", ["tea|coffee", "berlin"])
        print(
            days_and_shops.get_partition_keys(dynamic_partitions_store=instance)
        )
        # → ['2025-05-01|berlin']
