"""A team that is named as an owner like a person."""

import dagster as dg


@dg.asset(owners=["sales"])
def orders() -> None: ...
