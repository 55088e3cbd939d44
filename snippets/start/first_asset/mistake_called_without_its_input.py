"""An asset called as a function, without what it is made from."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return [40, 25, 10]


@dg.asset
def revenue(orders: list[int]) -> int:
    return sum(orders)


if __name__ == "__main__":
    revenue()
