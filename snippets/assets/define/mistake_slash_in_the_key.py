"""A key written as one string with a slash in it."""

import dagster as dg


@dg.asset(key="shop/orders")
def orders() -> None: ...
