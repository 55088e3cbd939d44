"""A request that changes one field of the job's configuration."""

import dagster as dg


class Load(dg.Config):
    shop: str = "all"
    limit: int = 1000


@dg.asset
def orders(config: Load) -> None:
    print(f"{config.shop}: at most {config.limit} orders")
    # → berlin: at most 1000 orders


orders_job = dg.define_asset_job(
    "orders_job",
    selection=[orders],
    config=dg.RunConfig({"orders": Load(limit=5)}),
)


@dg.schedule(job=orders_job, cron_schedule="0 6 * * *")
def every_morning() -> dg.RunRequest:
    return dg.RunRequest(
        run_config={"ops": {"orders": {"config": {"shop": "berlin"}}}}
    )


defs = dg.Definitions(assets=[orders], schedules=[every_morning])

if __name__ == "__main__":
    with dg.build_schedule_context() as context:
        [request] = every_morning.evaluate_tick(context).run_requests or []
    job = defs.resolve_job_def("orders_job")
    job.execute_in_process(run_config=request.run_config)
