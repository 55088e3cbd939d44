"""Two requests of one tick with the same run key."""

from collections.abc import Iterator
from datetime import UTC, datetime

import dagster as dg


@dg.asset
def sales() -> None: ...


@dg.schedule(target=[sales], cron_schedule="0 6 * * *")
def every_morning(
    context: dg.ScheduleEvaluationContext,
) -> Iterator[dg.RunRequest]:
    date = f"{context.scheduled_execution_time:%Y-%m-%d}"
    for name in ["berlin", "paris"]:
        yield dg.RunRequest(run_key=date, tags={"shop": name})


if __name__ == "__main__":
    with dg.build_schedule_context(
        scheduled_execution_time=datetime(2025, 5, 2, 6, tzinfo=UTC)
    ) as context:
        tick = every_morning.evaluate_tick(context)
    for request in tick.run_requests or []:
        print(request.run_key, request.tags["shop"])
        # → 2025-05-02 berlin
        # → 2025-05-02 paris
