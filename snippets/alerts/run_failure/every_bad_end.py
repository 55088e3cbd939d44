"""Tell of canceled runs as well, with a sensor for each status."""

import dagster as dg


@dg.asset
def orders() -> None: ...


nightly = dg.define_asset_job("nightly", [orders])


# --8<-- [start:sensors]
def tell_of(status: dg.DagsterRunStatus) -> dg.RunStatusSensorDefinition:
    @dg.run_status_sensor(
        run_status=status, name=f"tell_of_{status.value.lower()}"
    )
    def tell(context: dg.RunStatusSensorContext) -> None:
        run = context.dagster_run
        print(f"{context.sensor_name}: {run.job_name} is {run.status.value}")
        # → tell_of_canceled: nightly is CANCELED

    return tell


failed = tell_of(dg.DagsterRunStatus.FAILURE)
canceled = tell_of(dg.DagsterRunStatus.CANCELED)
defs = dg.Definitions([orders], jobs=[nightly], sensors=[failed, canceled])
# --8<-- [end:sensors]

if __name__ == "__main__":
    cursors: dict[str, str | None] = {}
    with dg.DagsterInstance.ephemeral() as instance:
        for _ in range(2):
            for sensor in (failed, canceled):
                with dg.build_sensor_context(
                    instance, cursor=cursors.get(sensor.name)
                ) as context:
                    tick = sensor.evaluate_tick(context)
                cursors[sensor.name] = tick.cursor
            job = defs.resolve_job_def("nightly")
            instance.report_run_canceled(instance.create_run_for_job(job))
