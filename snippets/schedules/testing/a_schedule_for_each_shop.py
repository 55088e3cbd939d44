"""Make a schedule for each shop, at the hour at which the shop closes."""

import dagster as dg


class Shop(dg.Config):
    name: str


@dg.asset
def sales(config: Shop) -> None:
    print("sales of", config.name)
    # → sales of berlin
    # → sales of paris


# --8<-- [start:schedules]
def after_closing(name: str, hour: int) -> dg.ScheduleDefinition:
    return dg.ScheduleDefinition(
        name=f"{name}_sales",
        target=[sales],
        cron_schedule=f"0 {hour} * * *",
        run_config=dg.RunConfig({"sales": Shop(name=name)}),
    )


shops = {"berlin": 20, "paris": 19}
schedules = [after_closing(name, hour) for name, hour in shops.items()]
defs = dg.Definitions(assets=[sales], schedules=schedules)
# --8<-- [end:schedules]

if __name__ == "__main__":
    for schedule in schedules:
        print(schedule.name, schedule.cron_schedule)
        # → berlin_sales 0 20 * * *
        # → paris_sales 0 19 * * *
        with dg.build_schedule_context() as context:
            [request] = schedule.evaluate_tick(context).run_requests or []
        dg.materialize([sales], run_config=request.run_config)
