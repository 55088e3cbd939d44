"""A sensor that gets a new name, and does all its work a second time."""

from collections.abc import Iterator

import dagster as dg

numbers = [7, 8]


@dg.asset
def invoice() -> None: ...


def new_orders(name: str) -> dg.SensorDefinition:
    @dg.sensor(target=[invoice], name=name)
    def find_orders() -> Iterator[dg.RunRequest]:
        for number in numbers:
            yield dg.RunRequest(run_key=f"order {number}")

    return find_orders


defs = dg.Definitions(assets=[invoice], sensors=[new_orders("new_orders")])

if __name__ == "__main__":
    for name in ["new_orders", "orders_to_invoice"]:
        with dg.build_sensor_context() as context:
            tick = new_orders(name).evaluate_tick(context)
        for request in tick.run_requests or []:
            print(request.run_key, request.tags["dagster/sensor_name"])
            # → order 7 new_orders
            # → order 8 new_orders
            # → order 7 orders_to_invoice
            # → order 8 orders_to_invoice
