"""Two schedules of one job, without names of their own."""

import dagster as dg


@dg.asset
def orders() -> None: ...


orders_job = dg.define_asset_job("orders_job", selection=[orders])
morning = dg.ScheduleDefinition(job=orders_job, cron_schedule="0 6 * * *")
evening = dg.ScheduleDefinition(job=orders_job, cron_schedule="0 20 * * *")

defs = dg.Definitions(assets=[orders], schedules=[morning, evening])

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)
