"""A sensor of any status that asks for what only a failure has."""

import dagster as dg


@dg.asset
def orders() -> None:
    raise ValueError


@dg.run_status_sensor(run_status=dg.DagsterRunStatus.FAILURE)
def tell_of_failures(context: dg.RunFailureSensorContext) -> None:
    print(context.failure_event.message)


nightly = dg.define_asset_job("nightly", [orders])
defs = dg.Definitions([orders], jobs=[nightly], sensors=[tell_of_failures])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        failed = defs.resolve_job_def("nightly").execute_in_process(
            instance=instance, raise_on_error=False
        )
        with dg.build_run_status_sensor_context(
            sensor_name="tell_of_failures",
            dagster_event=failed.get_run_failure_event(),
            dagster_instance=instance,
            dagster_run=failed.dagster_run,
        ) as context:
            tell_of_failures(context)
