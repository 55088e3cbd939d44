"""A schedule that asks the clock instead of its tick."""

from datetime import UTC, datetime

import dagster as dg


@dg.asset
def daily_sales() -> None: ...


@dg.schedule(target=[daily_sales], cron_schedule="0 23 * * *")
def every_evening() -> dg.RunRequest:
    return dg.RunRequest(tags={"date": f"{datetime.now(UTC):%Y-%m-%d}"})


if __name__ == "__main__":
    with dg.build_schedule_context(
        scheduled_execution_time=datetime(2025, 5, 1, 23, tzinfo=UTC)
    ) as context:
        [request] = every_evening.evaluate_tick(context).run_requests or []
    print("for the day of the tick:", request.tags["date"] == "2025-05-01")
    # → for the day of the tick: False
