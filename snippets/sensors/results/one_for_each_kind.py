"""Return a request, a reason to skip, or nothing."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.sensor(target=[orders])
def new_orders(
    context: dg.SensorEvaluationContext,
) -> dg.RunRequest | dg.SkipReason | None:
    match context.cursor:
        case "an order":
            return dg.RunRequest(run_key="7", tags={"order": "7"})
        case "a holiday":
            return dg.SkipReason("the shop is closed")
    return None


defs = dg.Definitions(assets=[orders], sensors=[new_orders])

if __name__ == "__main__":
    for cursor in ["an order", "a holiday", "nothing"]:
        with dg.build_sensor_context(cursor=cursor) as context:
            tick = new_orders.evaluate_tick(context)
        print(len(tick.run_requests or []), tick.skip_message)
        # → 1 None
        # → 0 the shop is closed
        # → 0 Sensor function returned an empty result
