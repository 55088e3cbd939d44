"""A schedule in UTC for days that end at midnight in New York."""

from datetime import UTC, datetime, timedelta

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-05-01", timezone="America/New_York")


@dg.asset(partitions_def=days)
def daily_revenue(context: dg.AssetExecutionContext) -> None: ...


@dg.schedule(target=[daily_revenue], cron_schedule="0 2 * * *")
def nightly(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    day = context.scheduled_execution_time - timedelta(days=1)
    return dg.RunRequest(partition_key=f"{day:%Y-%m-%d}")


if __name__ == "__main__":
    defs = dg.Definitions(assets=[daily_revenue], schedules=[nightly])
    with dg.build_schedule_context(
        scheduled_execution_time=datetime(2025, 5, 4, 2, tzinfo=UTC),
        repository_def=defs.get_repository_def(),
    ) as context:
        nightly.evaluate_tick(context)
