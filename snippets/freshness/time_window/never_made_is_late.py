"""Check every morning that the orders were made, even for the first time."""

import time

import dagster as dg


@dg.asset
def orders() -> None: ...


# --8<-- [start:check]
@dg.asset_check(asset=orders)
def made_within_a_day(
    context: dg.AssetCheckExecutionContext,
) -> dg.AssetCheckResult:
    last = context.instance.get_latest_materialization_event(orders.key)
    a_day_ago = time.time() - 24 * 60 * 60
    return dg.AssetCheckResult(passed=bool(last and last.timestamp > a_day_ago))


check = dg.define_asset_job(
    "check", dg.AssetSelection.checks(made_within_a_day)
)
at_nine = dg.ScheduleDefinition(
    job=check,
    cron_schedule="0 9 * * *",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)
# --8<-- [end:check]

defs = dg.Definitions(
    assets=[orders], asset_checks=[made_within_a_day], schedules=[at_nine]
)

if __name__ == "__main__":
    # --8<-- [start:use]
    with dg.DagsterInstance.ephemeral() as instance:
        for made in [[], [orders]]:
            dg.materialize(made, instance=instance)
            run = defs.resolve_job_def("check").execute_in_process(
                instance=instance
            )
            [result] = run.get_asset_check_evaluations()
            print(result.passed)
            # → False
            # → True
    # --8<-- [end:use]
