"""Ask for one run for each file, and for one more when the file changes."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import dagster as dg

INBOX = "SHOP_INBOX"


class Delivery(dg.Config):
    file: str


@dg.asset
def orders(config: Delivery) -> None:
    print("reading", Path(config.file).read_text())
    # → reading 7,40
    # → reading 7,45


@dg.sensor(target=[orders])
def new_files() -> Iterator[dg.RunRequest]:
    for file in sorted(Path(os.environ[INBOX]).glob("*.csv")):
        yield dg.RunRequest(
            run_key=f"{file.name} {file.stat().st_mtime_ns}",
            run_config=dg.RunConfig({"orders": Delivery(file=str(file))}),
        )


defs = dg.Definitions(assets=[orders], sensors=[new_files])

if __name__ == "__main__":
    job = defs.resolve_implicit_global_asset_job_def()
    with TemporaryDirectory() as folder:
        os.environ[INBOX] = folder
        for second, text in [(1, "7,40"), (2, "7,45")]:
            Path(folder, "monday.csv").write_text(text)
            os.utime(Path(folder, "monday.csv"), (second, second))
            with dg.build_sensor_context() as context:
                tick = new_files.evaluate_tick(context)
            for request in tick.run_requests or []:
                print(request.run_key)
                # → monday.csv 1000000000
                # → monday.csv 2000000000
                job.execute_in_process(run_config=request.run_config)
