"""A value that a second run asks for and does not find."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return [40, 2]


@dg.asset
def revenue(orders: list[int]) -> int: ...


if __name__ == "__main__":
    first = dg.materialize([orders])
    print(first.output_for_node("orders"))
    # → [40, 2]
    second = dg.materialize(
        [orders, revenue], selection=[revenue], raise_on_error=False
    )
    print(second.success)
    # → False
