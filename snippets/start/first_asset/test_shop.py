"""A test that calls an asset as the function that it is."""

import dagster as dg


@dg.asset
def revenue(orders: list[int]) -> int:
    return sum(orders)


def test_revenue_adds_all_orders() -> None:
    assert revenue([40, 25, 10]) == 75


if __name__ == "__main__":
    test_revenue_adds_all_orders()
    print(revenue([40, 25, 10]))
    # → 75
