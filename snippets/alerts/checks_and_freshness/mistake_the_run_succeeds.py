"""A sensor of failed runs, for a check that fails."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return []


@dg.asset_check(asset=orders)
def has_rows(orders: list[int]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=len(orders) > 0)


@dg.run_failure_sensor
def tell(context: dg.RunFailureSensorContext) -> None:
    print(context.dagster_run.job_name, "failed")


defs = dg.Definitions([orders], asset_checks=[has_rows], sensors=[tell])

if __name__ == "__main__":
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        for _ in range(2):
            with dg.build_sensor_context(instance, cursor=cursor) as context:
                cursor = tell.evaluate_tick(context).cursor
            run = dg.materialize([orders, has_rows], instance=instance)
            [result] = run.get_asset_check_evaluations()
            print("run", run.success, "check", result.passed)
            # → run True check False
            # → run True check False
