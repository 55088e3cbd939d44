"""Give each run of a schedule the same configuration and the same tag."""

import dagster as dg


class Load(dg.Config):
    limit: int


@dg.asset
def orders(config: Load) -> None:
    print(f"at most {config.limit} orders")
    # → at most 500 orders


# --8<-- [start:schedule]
hourly = dg.ScheduleDefinition(
    name="hourly",
    target=[orders],
    cron_schedule="@hourly",
    run_config=dg.RunConfig({"orders": Load(limit=500)}),
    tags={"team": "sales"},
)
# --8<-- [end:schedule]

defs = dg.Definitions(assets=[orders], schedules=[hourly])

if __name__ == "__main__":
    with dg.build_schedule_context() as context:
        [request] = hourly.evaluate_tick(context).run_requests or []
    print(request.tags["team"])
    # → sales
    dg.materialize([orders], run_config=request.run_config)
