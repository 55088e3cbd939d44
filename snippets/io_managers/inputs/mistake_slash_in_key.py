"""A key of two parts, written as one."""

import dagster as dg


@dg.asset(key_prefix="shop")
def orders() -> list[int]:
    return [40, 25]


@dg.asset(ins={"amounts": dg.AssetIn("shop/orders")})
def revenue(amounts: list[int]) -> int: ...


if __name__ == "__main__":
    dg.materialize([orders, revenue])
