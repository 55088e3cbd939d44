"""Add up a week from the seven days in it."""

import dagster as dg

days = dg.DailyPartitionsDefinition(start_date="2025-05-01")
weeks = dg.WeeklyPartitionsDefinition(start_date="2025-05-01", day_offset=1)


@dg.asset(partitions_def=days)
def daily_revenue(context: dg.AssetExecutionContext) -> int:
    return 10 if context.partition_key == "2025-05-11" else 100


@dg.asset(partitions_def=weeks)
def weekly_revenue(daily_revenue: dict[str, int]) -> int:
    return sum(daily_revenue.values())


defs = dg.Definitions(assets=[daily_revenue, weekly_revenue])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        for day in range(5, 12):
            key = f"2025-05-{day:02}"
            dg.materialize(
                [daily_revenue], partition_key=key, instance=instance
            )
        result = dg.materialize(
            [daily_revenue, weekly_revenue],
            selection=[weekly_revenue],
            partition_key="2025-05-05",
            instance=instance,
        )
        print(result.output_for_node("weekly_revenue"))
        # → 610
