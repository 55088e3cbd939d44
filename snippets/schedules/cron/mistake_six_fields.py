"""A cron string with seconds, as Quartz writes it."""

import dagster as dg


@dg.asset
def orders() -> None: ...


every_morning = dg.ScheduleDefinition(
    name="every_morning", target=[orders], cron_schedule="0 0 6 * * *"
)
