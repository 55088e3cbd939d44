"""A sensor that answers yes instead of asking for a run."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.sensor(target=[orders])
def new_files() -> bool:
    return True


if __name__ == "__main__":
    with dg.build_sensor_context() as context:
        new_files.evaluate_tick(context)
