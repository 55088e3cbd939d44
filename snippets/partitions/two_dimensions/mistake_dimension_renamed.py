"""A renamed dimension, which turns all keys around."""

import dagster as dg

days = dg.DailyPartitionsDefinition(
    start_date="2025-05-01", end_date="2025-05-03"
)
regions = dg.StaticPartitionsDefinition(["north"])

before = dg.MultiPartitionsDefinition({"day": days, "region": regions})
after = dg.MultiPartitionsDefinition({"day": days, "area": regions})


@dg.asset(partitions_def=before)
def revenue() -> None: ...


if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        for key in before.get_partition_keys():
            dg.materialize([revenue], partition_key=key, instance=instance)
        done = instance.get_materialized_partitions(revenue.key)
        print([key for key in after.get_partition_keys() if key not in done])
        # → ['north|2025-05-01', 'north|2025-05-02']
