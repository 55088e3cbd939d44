"""Make a sensor for each shop, from functions that return what they like."""

from collections.abc import Callable

import dagster as dg


@dg.asset
def orders() -> None: ...


# --8<-- [start:sensors]
def make(
    shop: str, look: Callable[[], dg.SensorReturnTypesUnion]
) -> dg.SensorDefinition:
    @dg.sensor(name=f"{shop}_orders", target=[orders])
    def sensor() -> dg.SensorReturnTypesUnion:
        return look()

    return sensor


def berlin() -> dg.SkipReason:
    return dg.SkipReason("the shop is closed")


def paris() -> list[dg.RunRequest]:
    return [dg.RunRequest(run_key="7"), dg.RunRequest(run_key="8")]


sensors = [make("berlin", berlin), make("paris", paris)]
defs = dg.Definitions([orders], sensors=sensors)
# --8<-- [end:sensors]

if __name__ == "__main__":
    for sensor in sensors:
        with dg.build_sensor_context() as context:
            tick = sensor.evaluate_tick(context)
        keys = [request.run_key for request in tick.run_requests or []]
        print(sensor.name, tick.skip_message or keys)
        # → berlin_orders the shop is closed
        # → paris_orders ['7', '8']
