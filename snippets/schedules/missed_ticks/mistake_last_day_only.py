"""An asset that loads the orders of the last day, after three days off."""

from datetime import UTC, datetime, timedelta

import dagster as dg

ORDERS = {
    6: "2025-05-01 09:00",
    7: "2025-05-02 09:00",
    8: "2025-05-04 09:00",
}


class Tick(dg.Config):
    time: str


@dg.asset
def new_orders(config: Tick) -> None:
    now = datetime.fromisoformat(config.time)
    times = {n: datetime.fromisoformat(at) for n, at in ORDERS.items()}
    since = now - timedelta(days=1)
    print([order for order, at in times.items() if since < at <= now])
    # → [6]
    # → [8]


@dg.schedule(target=[new_orders], cron_schedule="0 6 * * *")
def every_morning(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    time = context.scheduled_execution_time.replace(tzinfo=None).isoformat()
    return dg.RunRequest(
        run_config=dg.RunConfig(ops={"new_orders": Tick(time=time)})
    )


if __name__ == "__main__":
    for day in (2, 5):  # the ticks that the daemon makes
        with dg.build_schedule_context(
            scheduled_execution_time=datetime(2025, 5, day, 6, tzinfo=UTC)
        ) as context:
            [request] = every_morning.evaluate_tick(context).run_requests or []
        dg.materialize([new_orders], run_config=request.run_config)
