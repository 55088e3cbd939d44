"""Test that every order belongs to one day, even when the clocks change."""

from datetime import UTC, datetime, timedelta

import dagster as dg

# --8<-- [start:test]
days = dg.DailyPartitionsDefinition("2025-01-01", timezone="Europe/Berlin")


@dg.asset(partitions_def=days)
def daily_orders(
    context: dg.AssetExecutionContext, orders: list[datetime]
) -> int:
    start, end = context.partition_time_window
    return sum(start <= order < end for order in orders)


NEW_YEAR = datetime(2025, 1, 1, tzinfo=UTC)
ORDERS = [NEW_YEAR + timedelta(minutes=30 * n) for n in range(365 * 48)]


def count_orders(day: str) -> object:
    context = dg.build_asset_context(partition_key=day)
    return daily_orders(context, ORDERS)


def test_every_half_hour_of_a_day_counts_once() -> None:
    assert count_orders("2025-03-29") == 48
    assert count_orders("2025-03-30") == 46
    assert count_orders("2025-10-26") == 50


# --8<-- [end:test]

if __name__ == "__main__":
    test_every_half_hour_of_a_day_counts_once()
    print("1 test passed")
    # → 1 test passed
