"""A cursor that should start over, and stays where it was."""

import dagster as dg

ids = [9, 1, 2]  # the shop starts to count again


@dg.asset
def orders() -> None: ...


@dg.sensor(target=[orders])
def new_orders(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    newest, last = ids[0], int(context.cursor or 0)
    if newest < last:
        return dg.SensorResult(cursor="")
    new = [dg.RunRequest() for _ in range(last, newest)]
    return dg.SensorResult(new, cursor=str(newest))


defs = dg.Definitions(assets=[orders], sensors=[new_orders])

if __name__ == "__main__":
    cursor = None
    while ids:
        with dg.build_sensor_context(cursor=cursor) as context:
            tick = new_orders.evaluate_tick(context)
        cursor = tick.cursor
        ids.pop(0)
        print(cursor, len(tick.run_requests or []))
        # → 9 9
        # → 9 0
        # → 9 0
