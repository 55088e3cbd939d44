"""List the days that one region lacks."""

import dagster as dg

days = dg.DailyPartitionsDefinition(
    start_date="2025-05-01", end_date="2025-05-04"
)
regions = dg.StaticPartitionsDefinition(["north", "south"])
days_and_regions = dg.MultiPartitionsDefinition(
    {"day": days, "region": regions}
)


@dg.asset(partitions_def=days_and_regions)
def revenue() -> None: ...


# --8<-- [start:missing]
def missing_days(instance: dg.DagsterInstance, region: str) -> list[str]:
    done = instance.get_materialized_partitions(revenue.key)
    return [
        day
        for day in days.get_partition_keys()
        if dg.MultiPartitionKey({"day": day, "region": region}) not in done
    ]


if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        for key in ("2025-05-01|north", "2025-05-02|south"):
            dg.materialize([revenue], partition_key=key, instance=instance)
        print(missing_days(instance, "north"))
        # → ['2025-05-02', '2025-05-03']
# --8<-- [end:missing]
