"""Send one alert for all runs of a backfill that fail."""

import dagster as dg

# --8<-- [start:sensor]
SAME = ("dagster/backfill", "dagster/will_retry")


@dg.run_failure_sensor(default_status=dg.DefaultSensorStatus.RUNNING)
def tell(context: dg.RunFailureSensorContext) -> None:
    run = context.dagster_run
    if run.tags.get("dagster/will_retry") == "true":
        return
    if "dagster/backfill" in run.tags:
        tags = {key: run.tags[key] for key in SAME if key in run.tags}
        [first] = context.instance.get_run_records(
            dg.RunsFilter(tags=tags, statuses=[dg.DagsterRunStatus.FAILURE]),
            limit=1,
            order_by="end_time",
            ascending=True,
        )
        if run.run_id != first.dagster_run.run_id:
            return
    print(run.job_name, "failed:", run.tags.get("dagster/partition"))
    # → shop failed: north


# --8<-- [end:sensor]
@dg.asset(
    partitions_def=dg.StaticPartitionsDefinition(["north", "south", "west"])
)
def orders() -> None:
    raise ConnectionError


shop = dg.define_asset_job("shop")
defs = dg.Definitions([orders], jobs=[shop], sensors=[tell])

if __name__ == "__main__":
    # --8<-- [start:try]
    job = defs.resolve_job_def("shop")
    with dg.DagsterInstance.ephemeral() as instance:
        for key in ("north", "south", "west"):
            failed = job.execute_in_process(
                partition_key=key,
                instance=instance,
                # As the runs of a backfill have it:
                tags={"dagster/backfill": "a"},
                raise_on_error=False,
            )
            with dg.build_run_status_sensor_context(
                "tell",
                failed.get_run_failure_event(),
                instance,
                failed.dagster_run,
            ) as context:
                tell(context)
    # --8<-- [end:try]
