"""A condition that ignores the name of an asset, not a selection."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset
def exchange_rates() -> None: ...


@dg.asset(
    deps=[orders, exchange_rates],
    automation_condition=dg.AutomationCondition.eager().ignore(
        "exchange_rates"
    ),
)
def revenue() -> None: ...
