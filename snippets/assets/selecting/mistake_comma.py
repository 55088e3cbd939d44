"""Two names in one string."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset
def customers() -> None: ...


dg.materialize([orders, customers], selection="orders, customers")
