"""Run the missing days in as few runs as possible, of three days at most."""

import dagster as dg

START = "dagster/asset_partition_range_start"
END = "dagster/asset_partition_range_end"

days = dg.DailyPartitionsDefinition("2025-05-01", end_date="2025-05-08")


@dg.asset(partitions_def=days)
def daily_revenue(context: dg.AssetExecutionContext) -> None:
    print(*context.partition_keys)
    # → 2025-05-02
    # → 2025-05-01
    # → 2025-05-03 2025-05-04 2025-05-05
    # → 2025-05-06 2025-05-07


def missing_ranges(instance: dg.DagsterInstance, most: int) -> list[list[str]]:
    done = instance.get_materialized_partitions(daily_revenue.key)
    ranges: list[list[str]] = [[]]
    for key in days.get_partition_keys():
        if key in done or len(ranges[-1]) == most:
            ranges.append([])
        if key not in done:
            ranges[-1].append(key)
    return [keys for keys in ranges if keys]


if __name__ == "__main__":
    with dg.instance_for_test() as instance:
        dg.materialize(
            [daily_revenue], partition_key="2025-05-02", instance=instance
        )
        for keys in missing_ranges(instance, most=3):
            tags = {START: keys[0], END: keys[-1]}
            dg.materialize([daily_revenue], instance=instance, tags=tags)
