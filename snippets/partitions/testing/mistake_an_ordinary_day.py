"""A test of a day of 24 hours, for code that assumes no other days."""

from datetime import UTC, datetime, timedelta

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-01-01", timezone="Europe/Berlin")


@dg.asset(partitions_def=days)
def daily_orders(
    context: dg.AssetExecutionContext, orders: list[datetime]
) -> int:
    start = context.partition_time_window.start.astimezone(UTC)
    return sum(start <= order < start + timedelta(hours=24) for order in orders)


NEW_YEAR = datetime(2025, 1, 1, tzinfo=UTC)
ORDERS = [NEW_YEAR + timedelta(minutes=30 * n) for n in range(365 * 48)]


def count_orders(day: str) -> object:
    context = dg.build_asset_context(partition_key=day)
    return daily_orders(context, ORDERS)


def test_every_half_hour_of_a_day_counts_once() -> None:
    assert count_orders("2025-03-29") == 48


if __name__ == "__main__":
    test_every_half_hour_of_a_day_counts_once()
    print("1 test passed")
    # → 1 test passed
    print(count_orders("2025-03-30"), "of 46 orders")
    # → 48 of 46 orders
    print(count_orders("2025-10-26"), "of 50 orders")
    # → 48 of 50 orders
