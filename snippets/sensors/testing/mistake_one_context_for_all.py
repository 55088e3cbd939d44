"""Two ticks with one context, of which the second sees no new cursor."""

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
    with dg.build_sensor_context() as context:
        for _ in range(2):
            tick = new_orders.evaluate_tick(context)
            print([r.tags["order"] for r in tick.run_requests or []])
            # → ['7', '8']
            # → ['7', '8']
