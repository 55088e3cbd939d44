"""Schedules from a loop, which all request the last shop."""

import dagster as dg


@dg.asset
def sales() -> None: ...


schedules = []
for shop in ["berlin", "paris"]:

    @dg.schedule(
        name=f"{shop}_sales", target=[sales], cron_schedule="0 20 * * *"
    )
    def after_closing() -> dg.RunRequest:
        return dg.RunRequest(tags={"shop": shop})

    schedules.append(after_closing)

defs = dg.Definitions(assets=[sales], schedules=schedules)

if __name__ == "__main__":
    for schedule in schedules:
        with dg.build_schedule_context() as context:
            [request] = schedule.evaluate_tick(context).run_requests or []
        print(schedule.name, request.tags["shop"])
        # → berlin_sales paris
        # → paris_sales paris
