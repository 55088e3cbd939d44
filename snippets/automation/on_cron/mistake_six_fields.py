"""A cron string with seconds."""

import dagster as dg


@dg.asset(automation_condition=dg.AutomationCondition.on_cron("0 0 3 * * *"))
def orders() -> None: ...
