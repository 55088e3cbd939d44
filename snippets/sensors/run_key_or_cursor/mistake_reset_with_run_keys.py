"""A cursor that is reset to load orders again, and keys that prevent it."""

import dagster as dg

numbers = [7, 8]


@dg.asset
def invoice() -> None: ...


@dg.sensor(target=[invoice])
def new_orders(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    last = int(context.cursor or 0)
    new = [number for number in numbers if number > last]
    return dg.SensorResult(
        [dg.RunRequest(run_key=f"order {number}") for number in new],
        cursor=str(max(new, default=last)),
    )


defs = dg.Definitions(assets=[invoice], sensors=[new_orders])

if __name__ == "__main__":
    for cursor in [None, "0"]:
        with dg.build_sensor_context(cursor=cursor) as context:
            tick = new_orders.evaluate_tick(context)
        print(cursor, [request.run_key for request in tick.run_requests or []])
        # → None ['order 7', 'order 8']
        # → 0 ['order 7', 'order 8']
