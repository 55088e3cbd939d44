"""Test the ticks of a sensor with a cursor."""

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


def tick(cursor: str | None) -> tuple[list[str], str | None]:
    with dg.build_sensor_context(cursor=cursor, definitions=defs) as context:
        result = new_orders.evaluate_tick(context)
    requests = result.run_requests or []
    return [request.tags["order"] for request in requests], result.cursor


def test_each_order_is_requested_once() -> None:
    requested, cursor = tick(cursor=None)
    assert requested == ["7", "8"]
    assert tick(cursor) == ([], "8")


if __name__ == "__main__":
    test_each_order_is_requested_once()
