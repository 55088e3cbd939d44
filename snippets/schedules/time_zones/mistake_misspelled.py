"""A schedule in a time zone that does not exist."""

import dagster as dg


@dg.asset
def orders() -> None: ...


every_morning = dg.ScheduleDefinition(
    name="every_morning",
    target=[orders],
    cron_schedule="0 6 * * *",
    execution_timezone="Europe/Berln",
)
