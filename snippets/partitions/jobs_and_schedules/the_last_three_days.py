"""Run the last three days every night, because orders arrive late."""

from collections.abc import Iterator
from datetime import UTC, datetime

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-05-01")


@dg.asset(partitions_def=days)
def daily_revenue(context: dg.AssetExecutionContext) -> None: ...


# --8<-- [start:schedule]
@dg.schedule(target=[daily_revenue], cron_schedule="0 2 * * *")
def nightly(context: dg.ScheduleEvaluationContext) -> Iterator[dg.RunRequest]:
    now = context.scheduled_execution_time
    for key in days.get_partition_keys(current_time=now)[-3:]:
        yield dg.RunRequest(run_key=key, partition_key=key)


defs = dg.Definitions(assets=[daily_revenue], schedules=[nightly])

if __name__ == "__main__":
    with dg.build_schedule_context(
        scheduled_execution_time=datetime(2025, 5, 14, 2, tzinfo=UTC),
        repository_def=defs.get_repository_def(),
    ) as context:
        for request in nightly.evaluate_tick(context).run_requests or []:
            print(request.partition_key)
            # → 2025-05-11
            # → 2025-05-12
            # → 2025-05-13
# --8<-- [end:schedule]
