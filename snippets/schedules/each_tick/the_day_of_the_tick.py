"""Tell each run which day it is for."""

from datetime import UTC, datetime, timedelta

import dagster as dg


class Day(dg.Config):
    date: str


@dg.asset
def daily_sales(config: Day) -> None:
    print("sales of", config.date)
    # → sales of 2025-05-01


@dg.schedule(target=[daily_sales], cron_schedule="0 6 * * *")
def every_morning(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    yesterday = context.scheduled_execution_time - timedelta(days=1)
    date = f"{yesterday:%Y-%m-%d}"
    return dg.RunRequest(
        run_config=dg.RunConfig({"daily_sales": Day(date=date)}),
        tags={"date": date},
    )


defs = dg.Definitions(assets=[daily_sales], schedules=[every_morning])

if __name__ == "__main__":
    with dg.build_schedule_context(
        scheduled_execution_time=datetime(2025, 5, 2, 6, tzinfo=UTC)
    ) as context:
        [request] = every_morning.evaluate_tick(context).run_requests or []
    print(request.tags["date"])
    # → 2025-05-01
    dg.materialize([daily_sales], run_config=request.run_config)
