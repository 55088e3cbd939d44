"""A test that asks for the window of a range."""

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-05-01")


@dg.asset(partitions_def=days)
def daily_revenue(context: dg.AssetExecutionContext) -> str:
    window = context.partition_time_window
    return f"{window.start:%B %d} to {window.end:%B %d}"


def test_the_range_ends_after_its_last_day() -> None:
    days_of_may = dg.PartitionKeyRange("2025-05-02", "2025-05-04")
    context = dg.build_asset_context(partition_key_range=days_of_may)
    assert daily_revenue(context) == "May 02 to May 05"


if __name__ == "__main__":
    test_the_range_ends_after_its_last_day()
