"""A test at a time that the daemon would give in another time zone."""

from datetime import UTC, datetime

import dagster as dg


@dg.asset
def daily_sales() -> None: ...


@dg.schedule(
    target=[daily_sales],
    cron_schedule="0 20 * * *",
    execution_timezone="America/New_York",
)
def after_closing(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    day = context.scheduled_execution_time
    return dg.RunRequest(tags={"date": f"{day:%Y-%m-%d}"})


if __name__ == "__main__":
    with dg.build_schedule_context(
        scheduled_execution_time=datetime(2025, 5, 2, 0, tzinfo=UTC)
    ) as context:
        [request] = after_closing.evaluate_tick(context).run_requests or []
    print(request.tags["date"])
    # → 2025-05-02
