"""Test an asset that does several days at once."""

import dagster as dg

# --8<-- [start:test]
days = dg.DailyPartitionsDefinition("2025-05-01")


@dg.asset(partitions_def=days)
def daily_revenue(context: dg.AssetExecutionContext) -> dict[str, int]:
    first, last = context.partition_key_range
    orders = [("2025-05-01", 40), ("2025-05-02", 30), ("2025-05-04", 5)]
    return {day: amount for day, amount in orders if first <= day <= last}


def test_both_ends_belong_to_the_range() -> None:
    days_of_may = dg.PartitionKeyRange("2025-05-01", "2025-05-02")
    context = dg.build_asset_context(partition_key_range=days_of_may)
    assert daily_revenue(context) == {"2025-05-01": 40, "2025-05-02": 30}


# --8<-- [end:test]

if __name__ == "__main__":
    test_both_ends_belong_to_the_range()
    print("1 test passed")
    # → 1 test passed
