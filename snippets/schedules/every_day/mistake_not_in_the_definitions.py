"""A schedule that was written but not handed to the definitions."""

import dagster as dg


@dg.asset
def orders() -> None: ...


every_morning = dg.ScheduleDefinition(
    name="every_morning",
    target=[orders],
    cron_schedule="0 6 * * *",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)

defs = dg.Definitions(assets=[orders])

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)
    repository = defs.get_repository_def()
    print([each.name for each in repository.schedule_defs])
    # → []
