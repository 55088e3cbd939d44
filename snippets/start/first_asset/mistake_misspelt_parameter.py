"""A parameter that names no asset."""

import dagster as dg


@dg.asset
def orders() -> list[int]: ...


@dg.asset
def revenue(order: list[int]) -> int: ...


if __name__ == "__main__":
    dg.materialize([orders, revenue])
