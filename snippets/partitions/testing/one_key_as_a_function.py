"""Test one day of an asset as the function that it is."""

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-05-01")


@dg.asset(partitions_def=days)
def daily_revenue(
    context: dg.AssetExecutionContext, orders: list[tuple[str, int]]
) -> int:
    return sum(amount for day, amount in orders if day == context.partition_key)


ORDERS = [("2025-05-01", 40), ("2025-05-01", 25), ("2025-05-02", 30)]


def test_each_day_has_its_own_revenue() -> None:
    for day, expected in {"2025-05-01": 65, "2025-05-02": 30}.items():
        context = dg.build_asset_context(partition_key=day)
        assert daily_revenue(context, ORDERS) == expected


def test_a_day_without_orders_has_none() -> None:
    context = dg.build_asset_context(partition_key="2025-05-03")
    assert daily_revenue(context, ORDERS) == 0


if __name__ == "__main__":
    test_each_day_has_its_own_revenue()
    test_a_day_without_orders_has_none()
    print("2 tests passed")
    # → 2 tests passed
