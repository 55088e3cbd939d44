"""Ask for a file again when its run failed, three times at most."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import dagster as dg


@dg.asset
def orders(context: dg.AssetExecutionContext) -> None:
    raise ValueError(f"{context.run.tags['file']} has no amounts")


# --8<-- [start:sensor]
@dg.sensor(target=[orders])
def new_files(
    context: dg.SensorEvaluationContext, inbox: dg.ResourceParam[str]
) -> Iterator[dg.RunRequest]:
    for file in sorted(Path(inbox).glob("*.csv")):
        failed = context.instance.get_runs_count(
            dg.RunsFilter(
                tags={"file": file.name}, statuses=[dg.DagsterRunStatus.FAILURE]
            )
        )
        if failed < 3:
            yield dg.RunRequest(
                run_key=f"{file.name} {failed}", tags={"file": file.name}
            )


# --8<-- [end:sensor]
defs = dg.Definitions([orders], sensors=[new_files], resources={"inbox": "in"})

if __name__ == "__main__":
    job = defs.resolve_implicit_global_asset_job_def()
    with TemporaryDirectory() as folder, dg.instance_for_test() as instance:
        Path(folder, "monday.csv").touch()
        for _ in range(4):
            with dg.build_sensor_context(
                instance, resources={"inbox": folder}
            ) as context:
                tick = new_files.evaluate_tick(context)
            print([request.run_key for request in tick.run_requests or []])
            # → ['monday.csv 0']
            # → ['monday.csv 1']
            # → ['monday.csv 2']
            # → []
            for request in tick.run_requests or []:
                job.execute_in_process(
                    instance=instance, tags=request.tags, raise_on_error=False
                )
