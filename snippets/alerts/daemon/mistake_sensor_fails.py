"""A sensor that fails at each tick, of which no alert tells."""

from contextlib import suppress
from pathlib import Path

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.sensor(target=[orders])
def new_orders() -> list[dg.RunRequest]:
    files = sorted(Path("missing/orders").iterdir())
    return [dg.RunRequest(run_key=file.name) for file in files]


@dg.run_failure_sensor
def tell(context: dg.RunFailureSensorContext) -> None:
    print(context.dagster_run.job_name, "failed")


defs = dg.Definitions([orders], sensors=[new_orders, tell])

if __name__ == "__main__":
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        for _ in range(3):
            with (
                dg.build_sensor_context(instance) as context,
                suppress(FileNotFoundError),
            ):
                new_orders.evaluate_tick(context)
            with dg.build_sensor_context(instance, cursor=cursor) as context:
                cursor = tell.evaluate_tick(context).cursor
        print(instance.get_runs())
        # → []
