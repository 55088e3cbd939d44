"""A late order that no tick sees, because the cursor is the time of a tick."""

import dagster as dg

committed: dict[str, str] = {}  # each order, with its own time
clock = "09:00"


@dg.asset
def orders() -> None: ...


@dg.sensor(target=[orders])
def new_orders(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    last = context.cursor or "00:00"
    new = [number for number, at in committed.items() if at > last]
    requests = [dg.RunRequest(tags={"order": number}) for number in new]
    return dg.SensorResult(requests, cursor=clock)


defs = dg.Definitions(assets=[orders], sensors=[new_orders])

if __name__ == "__main__":
    cursor = None
    for clock, number, at in [
        ("09:05", "7", "09:01"),
        ("09:10", "8", "09:04"),  # its transaction was slow
        ("09:15", "9", "09:12"),
    ]:
        committed[number] = at
        with dg.build_sensor_context(cursor=cursor) as context:
            tick = new_orders.evaluate_tick(context)
        cursor = tick.cursor
        print(clock, [r.tags["order"] for r in tick.run_requests or []])
        # → 09:05 ['7']
        # → 09:10 []
        # → 09:15 ['9']
