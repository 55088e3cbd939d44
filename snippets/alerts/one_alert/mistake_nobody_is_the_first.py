"""A sensor that counts the failed runs of a backfill."""

import dagster as dg


# --8<-- [start:sensor]
@dg.run_failure_sensor
def tell(context: dg.RunFailureSensorContext) -> None:
    run = context.dagster_run
    same = dg.RunsFilter(
        tags={"dagster/backfill": run.tags["dagster/backfill"]},
        statuses=[dg.DagsterRunStatus.FAILURE],
    )
    failed = context.instance.get_runs_count(same)
    print(run.tags["dagster/partition"], "is one of", failed)
    # → north is one of 2
    # → south is one of 2
    if failed == 1:
        print(run.job_name, "failed")


# --8<-- [end:sensor]
@dg.asset(partitions_def=dg.StaticPartitionsDefinition(["north", "south"]))
def orders() -> None:
    raise ConnectionError


shop = dg.define_asset_job("shop")
defs = dg.Definitions([orders], jobs=[shop], sensors=[tell])

if __name__ == "__main__":
    job = defs.resolve_job_def("shop")
    with dg.DagsterInstance.ephemeral() as instance:
        ended = [
            job.execute_in_process(
                partition_key=key,
                instance=instance,
                tags={"dagster/backfill": "a"},
                raise_on_error=False,
            )
            for key in ("north", "south")
        ]
        for run in ended:
            with dg.build_run_status_sensor_context(
                "tell", run.get_run_failure_event(), instance, run.dagster_run
            ) as context:
                tell(context)
