"""A schedule that nobody has turned on."""

import dagster as dg


@dg.asset
def orders() -> None: ...


every_morning = dg.ScheduleDefinition(
    name="every_morning", target=[orders], cron_schedule="0 6 * * *"
)

defs = dg.Definitions(assets=[orders], schedules=[every_morning])

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)
    print(every_morning.default_status.value)
    # → STOPPED
