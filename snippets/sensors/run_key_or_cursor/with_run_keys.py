"""Ask for every order at every tick, and let Dagster drop what it knows."""

from collections.abc import Iterator

import dagster as dg

numbers = [7, 8]


@dg.asset
def invoice() -> None: ...


@dg.sensor(target=[invoice])
def new_orders() -> Iterator[dg.RunRequest]:
    for number in numbers:
        yield dg.RunRequest(run_key=f"order {number}")


defs = dg.Definitions(assets=[invoice], sensors=[new_orders])

if __name__ == "__main__":
    for _ in range(2):
        with dg.build_sensor_context() as context:
            tick = new_orders.evaluate_tick(context)
        print([request.run_key for request in tick.run_requests or []])
        # → ['order 7', 'order 8']
        # → ['order 7', 'order 8', 'order 9']
        numbers.append(9)
