"""A parameter that Dagster still accepts, with a warning that nobody sees."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset(non_argument_deps={"orders"})
def revenue() -> None: ...


defs = dg.Definitions(assets=[orders, revenue])
