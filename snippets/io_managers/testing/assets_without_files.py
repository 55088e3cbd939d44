"""Test assets with an IO manager that keeps everything in memory."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return [40, 25]


@dg.asset
def revenue(orders: list[int]) -> int:
    return sum(orders)


def test_revenue_adds_all_orders() -> None:
    result = dg.materialize_to_memory([orders, revenue])
    assert result.output_for_node("revenue") == 65


if __name__ == "__main__":
    test_revenue_adds_all_orders()
    print(dg.materialize_to_memory([orders]).output_for_node("orders"))
    # → [40, 25]
