"""Leave out what arrived while a sensor was off."""

from datetime import UTC, datetime

import dagster as dg

numbers = [7, 8]


@dg.asset
def invoice() -> None: ...


# --8<-- [start:sensor]
@dg.sensor(target=[invoice])
def new_orders(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    newest = str(numbers[-1])
    turned_on = context.last_sensor_start_time
    if turned_on and context.is_first_tick_since_sensor_start:
        on = datetime.fromtimestamp(turned_on, UTC)
        return dg.SensorResult(
            skip_reason=f"orders from before {on:%b %d, %H:%M} are left out",
            cursor=newest,
        )
    if newest == context.cursor:
        return dg.SensorResult(
            skip_reason=f"no order after {context.last_run_key}"
        )
    return dg.SensorResult([dg.RunRequest(run_key=newest)], cursor=newest)


# --8<-- [end:sensor]
defs = dg.Definitions([invoice], sensors=[new_orders])

if __name__ == "__main__":
    turned_on = datetime(2025, 5, 5, 9, tzinfo=UTC)
    with dg.build_sensor_context(
        definitions=defs, last_sensor_start_time=turned_on.timestamp()
    ) as context:
        tick = new_orders.evaluate_tick(context)
    print(tick.skip_message, "| cursor:", tick.cursor)
    # → orders from before May 05, 09:00 are left out | cursor: 8
