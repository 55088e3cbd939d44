"""A tag with the string false, which counts as true."""

import dagster as dg


# --8<-- [start:sensor]
@dg.run_failure_sensor
def tell(context: dg.RunFailureSensorContext) -> None:
    if context.dagster_run.tags.get("dagster/will_retry"):
        return
    print(context.dagster_run.job_name, "failed")


# --8<-- [end:sensor]
@dg.asset
def orders() -> None:
    raise ConnectionError


shop = dg.define_asset_job("shop")
defs = dg.Definitions([orders], jobs=[shop], sensors=[tell])

if __name__ == "__main__":
    settings = {"run_retries": {"enabled": True}}
    # --8<-- [start:try]
    with dg.instance_for_test(settings) as instance:
        failed = defs.resolve_job_def("shop").execute_in_process(
            instance=instance, raise_on_error=False
        )
        run = instance.get_run_by_id(failed.run_id)
        assert run
        with dg.build_run_status_sensor_context(
            "tell", failed.get_run_failure_event(), instance, run
        ) as context:
            tell(context)
        print(repr(run.tags["dagster/will_retry"]))
        # → 'false'
    # --8<-- [end:try]
