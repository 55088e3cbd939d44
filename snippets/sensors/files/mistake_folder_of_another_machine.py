"""A sensor that looks into a folder that only the runs can see."""

from collections.abc import Iterator
from pathlib import Path

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.sensor(target=[orders])
def new_files() -> Iterator[dg.RunRequest]:
    for file in sorted(Path("inbox").iterdir()):
        yield dg.RunRequest(run_key=file.name)


defs = dg.Definitions(assets=[orders], sensors=[new_files])

if __name__ == "__main__":
    with dg.build_sensor_context() as context:
        new_files.evaluate_tick(context)
