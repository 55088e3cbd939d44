"""Remember the last order, and ask for those after it."""

import dagster as dg

numbers = [7, 8]


@dg.asset
def invoice() -> None: ...


@dg.sensor(target=[invoice])
def new_orders(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    last = int(context.cursor or 0)
    new = [number for number in numbers if number > last]
    return dg.SensorResult(
        [dg.RunRequest(tags={"order": str(number)}) for number in new],
        cursor=str(max(new, default=last)),
    )


defs = dg.Definitions(assets=[invoice], sensors=[new_orders])

if __name__ == "__main__":
    cursor = None
    for _ in range(2):
        with dg.build_sensor_context(cursor=cursor) as context:
            tick = new_orders.evaluate_tick(context)
        cursor = tick.cursor
        print([request.tags["order"] for request in tick.run_requests or []])
        # → ['7', '8']
        # → ['9']
        numbers.append(9)
