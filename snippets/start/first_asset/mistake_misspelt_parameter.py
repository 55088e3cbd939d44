"""A parameter that names no asset."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return [40, 25, 10]


@dg.asset
def revenue(order: list[int]) -> int:
    return sum(order)


if __name__ == "__main__":
    dg.materialize([orders, revenue])
