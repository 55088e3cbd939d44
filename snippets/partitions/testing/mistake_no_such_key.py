"""A test with a key that no run will ever have."""

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-05-01")


@dg.asset(partitions_def=days)
def daily_revenue(context: dg.AssetExecutionContext) -> str:
    return f"revenue/{context.partition_key}.csv"


def test_the_file_is_named_for_its_day() -> None:
    context = dg.build_asset_context(partition_key="1 May 2025")
    assert daily_revenue(context) == "revenue/1 May 2025.csv"


if __name__ == "__main__":
    test_the_file_is_named_for_its_day()
    print("1 test passed")
    # → 1 test passed
    dg.materialize([daily_revenue], partition_key="1 May 2025")
