"""Two deliveries that get one run, because their keys are the same."""

from collections.abc import Iterator

import dagster as dg

deliveries = [("north", 7), ("south", 7)]


@dg.asset
def invoice() -> None: ...


@dg.sensor(target=[invoice])
def new_orders() -> Iterator[dg.RunRequest]:
    for region, number in deliveries:
        yield dg.RunRequest(run_key=str(number), tags={"region": region})


defs = dg.Definitions(assets=[invoice], sensors=[new_orders])

if __name__ == "__main__":
    with dg.build_sensor_context() as context:
        for request in new_orders.evaluate_tick(context).run_requests or []:
            print(request.run_key, request.tags["region"])
            # → 7 north
            # → 7 south
