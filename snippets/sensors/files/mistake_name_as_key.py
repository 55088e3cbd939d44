"""A corrected file that is never loaded, because its name was a key before."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import dagster as dg

INBOX = "SHOP_INBOX"


@dg.asset
def orders() -> None: ...


@dg.sensor(target=[orders])
def new_files() -> Iterator[dg.RunRequest]:
    for file in sorted(Path(os.environ[INBOX]).glob("*.csv")):
        yield dg.RunRequest(run_key=file.name)


defs = dg.Definitions(assets=[orders], sensors=[new_files])

if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        os.environ[INBOX] = folder
        for text in ["7,40", "7,45"]:
            Path(folder, "monday.csv").write_text(text)
            with dg.build_sensor_context() as context:
                tick = new_files.evaluate_tick(context)
            print(text, [each.run_key for each in tick.run_requests or []])
            # → 7,40 ['monday.csv']
            # → 7,45 ['monday.csv']
