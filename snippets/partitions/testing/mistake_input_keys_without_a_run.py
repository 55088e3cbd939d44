"""A test that asks for the keys of an input, outside a run."""

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-05-01")
weeks = dg.WeeklyPartitionsDefinition("2025-05-01")
daily_revenue = dg.AssetSpec("daily_revenue", partitions_def=days)


@dg.asset(partitions_def=weeks, deps=[daily_revenue])
def weekly_revenue(context: dg.AssetExecutionContext) -> int:
    return len(context.asset_partition_keys_for_input("daily_revenue"))


def test_a_week_is_made_of_seven_days() -> None:
    context = dg.build_asset_context(partition_key="2025-05-11")
    assert weekly_revenue(context) == 7


if __name__ == "__main__":
    test_a_week_is_made_of_seven_days()
