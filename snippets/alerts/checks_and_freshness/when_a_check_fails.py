"""Tell of each check that failed in a run that succeeded."""

# --8<-- [start:sensor]
import dagster as dg


@dg.run_status_sensor(
    run_status=dg.DagsterRunStatus.SUCCESS,
    default_status=dg.DefaultSensorStatus.RUNNING,
)
def tell(context: dg.RunStatusSensorContext) -> None:
    entries = context.instance.all_logs(
        context.dagster_run.run_id,
        of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION,
    )
    for entry in entries:
        assert entry.dagster_event
        result = entry.dagster_event.asset_check_evaluation_data
        if not result.passed:
            check = result.asset_check_key.to_user_string()
            print(result.severity.value, check, result.description)
            # → WARN orders:has_refunds no refunds
            # → ERROR orders:has_rows 0 rows


# --8<-- [end:sensor]
@dg.asset
def orders() -> list[int]:
    return []


@dg.asset_check(asset=orders)
def has_rows(orders: list[int]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        passed=len(orders) > 0, description=f"{len(orders)} rows"
    )


@dg.asset_check(asset=orders)
def has_refunds(orders: list[int]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        passed=any(row < 0 for row in orders),
        severity=dg.AssetCheckSeverity.WARN,
        description="no refunds",
    )


@dg.asset_check(asset=orders)
def is_a_list(orders: list[int]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=True)


checks = [has_rows, has_refunds, is_a_list]
defs = dg.Definitions([orders], asset_checks=checks, sensors=[tell])

if __name__ == "__main__":
    # --8<-- [start:try]
    with dg.DagsterInstance.ephemeral() as instance:
        run = dg.materialize([orders, *checks], instance=instance)
        with dg.build_run_status_sensor_context(
            "tell", run.get_run_success_event(), instance, run.dagster_run
        ) as context:
            tell(context)
    # --8<-- [end:try]
