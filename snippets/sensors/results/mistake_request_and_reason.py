"""A tick that asks for a run and says why it asks for none."""

from collections.abc import Iterator

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.sensor(target=[orders])
def new_files() -> Iterator[dg.RunRequest | dg.SkipReason]:
    for name in ["monday.csv", "readme.txt"]:
        if name.endswith(".csv"):
            yield dg.RunRequest(run_key=name)
        else:
            yield dg.SkipReason(f"{name} holds no orders")


if __name__ == "__main__":
    with dg.build_sensor_context() as context:
        new_files.evaluate_tick(context)
