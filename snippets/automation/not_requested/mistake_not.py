"""A condition with Python's `not` before it."""

import dagster as dg


@dg.asset(
    automation_condition=dg.AutomationCondition.missing()
    & (not dg.AutomationCondition.in_progress())
)
def orders() -> None: ...
