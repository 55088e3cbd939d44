"""An asset called as a function, without its input."""

import dagster as dg


@dg.asset
def revenue(orders: list[int]) -> int: ...


if __name__ == "__main__":
    revenue()
