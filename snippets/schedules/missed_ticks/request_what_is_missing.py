"""Ask each morning for every day that is not there yet."""

from collections.abc import Iterator
from datetime import UTC, datetime

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-05-01")


@dg.asset(partitions_def=days)
def daily_revenue() -> None: ...


@dg.schedule(target=[daily_revenue], cron_schedule="0 6 * * *")
def every_morning(
    context: dg.ScheduleEvaluationContext,
) -> Iterator[dg.RunRequest]:
    there = context.instance.get_materialized_partitions(daily_revenue.key)
    now = context.scheduled_execution_time
    for day in days.get_partition_keys(current_time=now)[-30:]:
        if day not in there:
            yield dg.RunRequest(run_key=day, partition_key=day)


defs = dg.Definitions(assets=[daily_revenue], schedules=[every_morning])

if __name__ == "__main__":
    with dg.instance_for_test() as instance:
        for day in ("2025-05-01", "2025-05-03"):
            dg.materialize(
                [daily_revenue], instance=instance, partition_key=day
            )
        with dg.build_schedule_context(
            instance_ref=instance.get_ref(),
            scheduled_execution_time=datetime(2025, 5, 6, 6, tzinfo=UTC),
            repository_def=defs.get_repository_def(),
        ) as context:
            tick = every_morning.evaluate_tick(context)
    print([request.partition_key for request in tick.run_requests or []])
    # → ['2025-05-02', '2025-05-04', '2025-05-05']
