"""A schedule that names a job which is not there."""

import dagster as dg


@dg.asset
def orders() -> None: ...


orders_job = dg.define_asset_job("orders_job", selection=[orders])
every_morning = dg.ScheduleDefinition(
    name="every_morning", job_name="order_job", cron_schedule="0 6 * * *"
)

defs = dg.Definitions(
    assets=[orders], jobs=[orders_job], schedules=[every_morning]
)

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)
