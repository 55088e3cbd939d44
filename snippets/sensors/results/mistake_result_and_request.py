"""A result that is yielded beside a request."""

from collections.abc import Iterator

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.sensor(target=[orders])
def new_files() -> Iterator[dg.RunRequest | dg.SensorResult]:
    yield dg.RunRequest(run_key="monday.csv")
    yield dg.SensorResult(cursor="monday.csv")


if __name__ == "__main__":
    with dg.build_sensor_context() as context:
        new_files.evaluate_tick(context)
