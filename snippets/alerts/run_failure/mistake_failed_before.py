"""A sensor that is turned on after the run failed."""

import dagster as dg


@dg.asset
def orders() -> None:
    raise ValueError


@dg.run_failure_sensor
def tell_of_failures(context: dg.RunFailureSensorContext) -> None:
    print(f"{context.dagster_run.job_name} failed")


nightly = dg.define_asset_job("nightly", [orders])
defs = dg.Definitions([orders], jobs=[nightly], sensors=[tell_of_failures])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        defs.resolve_job_def("nightly").execute_in_process(
            instance=instance, raise_on_error=False
        )
        cursor = None
        for _ in range(2):
            with dg.build_sensor_context(instance, cursor=cursor) as context:
                tick = tell_of_failures.evaluate_tick(context)
            cursor = tick.cursor
            print((tick.skip_message or "").partition(". ")[0])
            # → Initiating tell_of_failures
            # → Sensor function returned an empty result
