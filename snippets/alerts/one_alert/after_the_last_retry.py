"""Tell of a failed run only if Dagster will not run it again."""

# --8<-- [start:sensor]
import dagster as dg


@dg.run_failure_sensor(default_status=dg.DefaultSensorStatus.RUNNING)
def tell(context: dg.RunFailureSensorContext) -> None:
    if context.dagster_run.tags.get("dagster/will_retry") == "true":
        return
    print(context.dagster_run.job_name, "failed")
    # → shop failed


@dg.asset
def orders() -> None:
    raise ConnectionError


shop = dg.define_asset_job("shop", tags={"dagster/max_retries": "1"})
defs = dg.Definitions([orders], jobs=[shop], sensors=[tell])
# --8<-- [end:sensor]

if __name__ == "__main__":
    # The same as in dagster.yaml:
    settings = {"run_retries": {"enabled": True}}
    # --8<-- [start:try]
    job = defs.resolve_job_def("shop")
    with dg.instance_for_test(settings) as instance:
        for left in ("1", "0"):
            failed = job.execute_in_process(
                instance=instance,
                tags={"dagster/max_retries": left},
                raise_on_error=False,
            )
            run = instance.get_run_by_id(failed.run_id)
            assert run
            print(left, run.tags["dagster/will_retry"])
            # → 1 true
            # → 0 false
            with dg.build_run_status_sensor_context(
                "tell", failed.get_run_failure_event(), instance, run
            ) as context:
                tell(context)
    # --8<-- [end:try]
