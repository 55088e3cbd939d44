"""Keep several values in one cursor, as JSON."""

import json
from collections.abc import Iterator

import dagster as dg

newest = {"north": 7, "south": 3}


@dg.asset
def orders() -> None: ...


# --8<-- [start:sensor]
@dg.sensor(target=[orders])
def new_orders(context: dg.SensorEvaluationContext) -> Iterator[dg.RunRequest]:
    seen = json.loads(context.cursor or "{}")
    for region, number in newest.items():
        if number > seen.get(region, 0):
            yield dg.RunRequest(tags={"region": region})
    context.update_cursor(json.dumps(newest))


defs = dg.Definitions(assets=[orders], sensors=[new_orders])

if __name__ == "__main__":
    cursor = None
    for _ in range(2):
        with dg.build_sensor_context(cursor=cursor) as context:
            tick = new_orders.evaluate_tick(context)
        cursor = tick.cursor
        print(cursor, [r.tags["region"] for r in tick.run_requests or []])
        # → {"north": 7, "south": 3} ['north', 'south']
        # → {"north": 7, "south": 4} ['south']
        newest["south"] += 1
# --8<-- [end:sensor]
