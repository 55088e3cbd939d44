"""An asset that loads the orders of the last day, after three days off."""

from datetime import UTC, datetime, timedelta

import dagster as dg

ORDERS = {
    6: datetime(2025, 5, 1, 9),
    7: datetime(2025, 5, 2, 9),
    8: datetime(2025, 5, 4, 9),
}


class Tick(dg.Config):
    time: str


@dg.asset
def new_orders(config: Tick) -> None:
    now = datetime.fromisoformat(config.time)
    since = now - timedelta(days=1)
    print([order for order, at in ORDERS.items() if since < at <= now])
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
