"""Wait until nobody has written to a file for a minute."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import dagster as dg


class Inbox(dg.ConfigurableResource):
    folder: str


@dg.asset
def orders() -> None: ...


# --8<-- [start:sensor]
@dg.sensor(target=[orders])
def new_files(inbox: Inbox) -> Iterator[dg.RunRequest]:
    for file in sorted(Path(inbox.folder).glob("*.csv")):
        changed = file.stat().st_mtime_ns
        if time.time_ns() - changed > 60 * 10**9:
            yield dg.RunRequest(run_key=f"{file.name} {changed}")


# --8<-- [end:sensor]
defs = dg.Definitions(
    assets=[orders],
    sensors=[new_files],
    resources={"inbox": Inbox(folder=dg.EnvVar("SHOP_INBOX"))},
)

if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        for name, at in [("monday.csv", time.time()), ("sunday.csv", 1)]:
            Path(folder, name).touch()
            os.utime(Path(folder, name), (at, at))
        shop = {"inbox": Inbox(folder=folder)}
        with dg.build_sensor_context(resources=shop) as context:
            tick = new_files.evaluate_tick(context)
        print([request.run_key for request in tick.run_requests or []])
        # → ['sunday.csv 1000000000']
