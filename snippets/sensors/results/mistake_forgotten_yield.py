"""Requests that are made and never returned."""

import dagster as dg

names = ["monday.csv", "tuesday.csv"]


@dg.asset
def orders() -> None: ...


@dg.sensor(target=[orders])
def new_files() -> None:
    for name in names:
        dg.RunRequest(run_key=name)


defs = dg.Definitions(assets=[orders], sensors=[new_files])

if __name__ == "__main__":
    with dg.build_sensor_context() as context:
        tick = new_files.evaluate_tick(context)
    print(tick.run_requests, tick.skip_message)
    # → [] Sensor function returned an empty result
