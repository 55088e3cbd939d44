"""A run that reads a file while somebody is still writing it."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import dagster as dg


@dg.asset
def orders(context: dg.AssetExecutionContext) -> None:
    rows = Path(context.run.tags["file"]).read_text().splitlines()
    print("read", len(rows), "of 2 rows")
    # → read 1 of 2 rows


@dg.sensor(target=[orders])
def new_files(inbox: dg.ResourceParam[str]) -> Iterator[dg.RunRequest]:
    for file in sorted(Path(inbox).glob("*.csv")):
        yield dg.RunRequest(run_key=file.name, tags={"file": str(file)})


defs = dg.Definitions([orders], sensors=[new_files], resources={"inbox": "in"})

if __name__ == "__main__":
    job = defs.resolve_implicit_global_asset_job_def()
    with (
        TemporaryDirectory() as folder,
        Path(folder, "monday.csv").open("w") as file,
    ):
        file.write("7,40\n")
        file.flush()
        with dg.build_sensor_context(resources={"inbox": folder}) as context:
            tick = new_files.evaluate_tick(context)
        for request in tick.run_requests or []:
            job.execute_in_process(tags=request.tags)
        file.write("8,60\n")
