"""A schedule that asks for the day that is still going on."""

from datetime import UTC, datetime

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-05-01")


@dg.asset(partitions_def=days)
def daily_revenue(context: dg.AssetExecutionContext) -> None: ...


@dg.schedule(target=[daily_revenue], cron_schedule="0 2 * * *")
def nightly(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    day = context.scheduled_execution_time
    return dg.RunRequest(partition_key=f"{day:%Y-%m-%d}")


if __name__ == "__main__":
    defs = dg.Definitions(assets=[daily_revenue], schedules=[nightly])
    with dg.build_schedule_context(
        scheduled_execution_time=datetime(2025, 5, 4, 2, tzinfo=UTC),
        repository_def=defs.get_repository_def(),
    ) as context:
        nightly.evaluate_tick(context)
