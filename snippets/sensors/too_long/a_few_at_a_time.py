"""Look at a few orders in each tick, and go on from there in the next."""

import dagster as dg

A_TICK = 100
unpaid = list(range(1, 251))


@dg.asset
def reminder() -> None: ...


@dg.sensor(target=[reminder])
def find_unpaid(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    last = int(context.cursor or 0)
    orders = [number for number in unpaid if number > last][:A_TICK]
    if not orders:
        return dg.SensorResult(skip_reason="all orders are looked at")
    return dg.SensorResult(
        [dg.RunRequest(tags={"orders": f"{orders[0]} to {orders[-1]}"})],
        cursor=str(orders[-1]),
    )


defs = dg.Definitions(assets=[reminder], sensors=[find_unpaid])

if __name__ == "__main__":
    cursor = None
    for _ in range(4):
        with dg.build_sensor_context(cursor=cursor) as context:
            tick = find_unpaid.evaluate_tick(context)
        cursor = tick.cursor
        print([r.tags["orders"] for r in tick.run_requests or []], cursor)
        # → ['1 to 100'] 100
        # → ['101 to 200'] 200
        # → ['201 to 250'] 250
        # → [] 250
