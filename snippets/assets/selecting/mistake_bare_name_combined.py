"""Names without `key:` in a combined selection."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset
def revenue() -> None: ...


dg.materialize([orders, revenue], selection="orders or revenue")
