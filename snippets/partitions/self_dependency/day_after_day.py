"""Request the day after each day that was updated."""

import dagster as dg

days = dg.DailyPartitionsDefinition(
    start_date="2025-05-01", end_date="2025-05-05"
)
day_before = dg.TimeWindowPartitionMapping(start_offset=-1, end_offset=-1)
condition = dg.AutomationCondition.eager()


@dg.asset(
    partitions_def=days,
    deps=[dg.AssetDep("stock", partition_mapping=day_before)],
    automation_condition=condition.without(condition.in_latest_time_window()),
)
def stock() -> None: ...


if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        cursor = None
        for update in (None, "2025-05-01", None, None, None):
            if update:
                dg.materialize([stock], partition_key=update, instance=instance)
            result = dg.evaluate_automation_conditions(
                [stock], instance, dg.AssetSelection.all(), cursor=cursor
            )
            cursor = result.cursor
            keys = sorted(result.get_requested_partitions(stock.key), key=str)
            print(keys)
            # → []
            # → ['2025-05-02']
            # → ['2025-05-03']
            # → ['2025-05-04']
            # → []
            for key in keys:
                dg.materialize([stock], partition_key=key, instance=instance)
