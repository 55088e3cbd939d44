"""Requests and a cursor that are lost, because the tick fails after them."""

from collections.abc import Iterator

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.sensor(target=[orders])
def new_orders(context: dg.SensorEvaluationContext) -> Iterator[dg.RunRequest]:
    for number in ["7", "8", "nine", "10"]:
        if int(number) > int(context.cursor or 0):
            yield dg.RunRequest(tags={"order": number})
            context.update_cursor(number)


defs = dg.Definitions(assets=[orders], sensors=[new_orders])

if __name__ == "__main__":
    with dg.build_sensor_context() as context:
        new_orders.evaluate_tick(context)
