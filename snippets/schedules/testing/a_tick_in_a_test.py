"""Test what the ticks of a schedule request."""

from datetime import UTC, datetime

import dagster as dg


class Day(dg.Config):
    date: str


@dg.asset
def daily_sales(config: Day) -> str:
    return config.date


@dg.schedule(target=[daily_sales], cron_schedule="0 20 * * MON-SAT")
def after_closing(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    date = f"{context.scheduled_execution_time:%Y-%m-%d}"
    config = dg.RunConfig({"daily_sales": Day(date=date)})
    return dg.RunRequest(run_config=config)


defs = dg.Definitions(assets=[daily_sales], schedules=[after_closing])


def test_a_run_loads_the_sales_of_its_day() -> None:
    with dg.build_schedule_context(
        scheduled_execution_time=datetime(2025, 5, 3, 20, tzinfo=UTC)
    ) as context:
        [request] = after_closing.evaluate_tick(context).run_requests or []
    job = defs.resolve_job_def(after_closing.job_name)
    result = job.execute_in_process(run_config=request.run_config)
    assert result.output_for_node("daily_sales") == "2025-05-03"


if __name__ == "__main__":
    test_a_run_loads_the_sales_of_its_day()
