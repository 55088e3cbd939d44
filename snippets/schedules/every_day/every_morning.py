"""Run two assets every morning at six."""

from datetime import UTC, datetime

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return [40, 60]


@dg.asset
def revenue(orders: list[int]) -> None:
    print(sum(orders))
    # → 100


every_morning = dg.ScheduleDefinition(
    name="every_morning",
    target=[orders, revenue],
    cron_schedule="0 6 * * *",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)

defs = dg.Definitions(assets=[orders, revenue], schedules=[every_morning])

if __name__ == "__main__":
    morning = datetime(2025, 5, 2, 6, tzinfo=UTC)
    with dg.build_schedule_context(
        scheduled_execution_time=morning,
        repository_def=defs.get_repository_def(),
    ) as context:
        tick = every_morning.evaluate_tick(context)
    for request in tick.run_requests or []:
        defs.resolve_job_def(every_morning.job_name).execute_in_process(
            tags=dict(request.tags)
        )
