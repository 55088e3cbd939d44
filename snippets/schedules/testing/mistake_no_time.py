"""A test that does not say when the tick is."""

import dagster as dg


@dg.asset
def daily_sales() -> None: ...


@dg.schedule(target=[daily_sales], cron_schedule="0 20 * * *")
def after_closing(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    day = context.scheduled_execution_time
    return dg.RunRequest(tags={"date": f"{day:%Y-%m-%d}"})


if __name__ == "__main__":
    with dg.build_schedule_context() as context:
        after_closing.evaluate_tick(context)
