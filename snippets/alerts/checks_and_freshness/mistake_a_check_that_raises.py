"""A check that could not look, so that there is no result to tell of."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset_check(asset=orders)
def has_rows() -> dg.AssetCheckResult:
    raise ConnectionError


# --8<-- [start:sensor]
@dg.run_status_sensor(run_status=dg.DagsterRunStatus.SUCCESS)
def tell(context: dg.RunStatusSensorContext) -> None:
    print("called for", context.dagster_run.status.value)


# --8<-- [end:sensor]
defs = dg.Definitions([orders], asset_checks=[has_rows], sensors=[tell])

if __name__ == "__main__":
    # --8<-- [start:try]
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        for _ in range(2):
            with dg.build_sensor_context(instance, cursor=cursor) as context:
                cursor = tell.evaluate_tick(context).cursor
            run = dg.materialize(
                [orders, has_rows], instance=instance, raise_on_error=False
            )
            print(run.success, run.get_asset_check_evaluations())
            # → False []
            # → False []
    # --8<-- [end:try]
