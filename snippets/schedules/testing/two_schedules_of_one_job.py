"""Run one job each hour and, in full, each night."""

import dagster as dg


class Load(dg.Config):
    full: bool


@dg.asset
def orders(config: Load) -> None:
    print("all orders" if config.full else "new orders")
    # → new orders
    # → all orders


orders_job = dg.define_asset_job("orders_job", selection=[orders])

each_hour = dg.ScheduleDefinition(
    name="each_hour",
    job=orders_job,
    cron_schedule="0 1-23 * * *",
    run_config=dg.RunConfig({"orders": Load(full=False)}),
)
each_night = dg.ScheduleDefinition(
    name="each_night",
    job=orders_job,
    cron_schedule="0 0 * * *",
    run_config=dg.RunConfig({"orders": Load(full=True)}),
)

defs = dg.Definitions(assets=[orders], schedules=[each_hour, each_night])

if __name__ == "__main__":
    job = defs.resolve_job_def("orders_job")
    for schedule in [each_hour, each_night]:
        with dg.build_schedule_context() as context:
            [request] = schedule.evaluate_tick(context).run_requests or []
        job.execute_in_process(run_config=request.run_config)
