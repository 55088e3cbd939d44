"""Check every morning that the orders were made, even for the first time."""

import time

import dagster as dg


@dg.asset
def orders() -> None: ...


# --8<-- [start:check]
@dg.asset_check(
    asset=orders,
    automation_condition=dg.AutomationCondition.cron_tick_passed("0 9 * * *"),
)
def made_within_a_day(
    context: dg.AssetCheckExecutionContext,
) -> dg.AssetCheckResult:
    last = context.instance.get_latest_materialization_event(orders.key)
    a_day_ago = time.time() - 24 * 60 * 60
    return dg.AssetCheckResult(passed=bool(last and last.timestamp > a_day_ago))


# --8<-- [end:check]
defs = dg.Definitions(
    assets=[orders],
    asset_checks=[made_within_a_day],
    jobs=[
        dg.define_asset_job(
            "check", dg.AssetSelection.checks(made_within_a_day)
        )
    ],
)

if __name__ == "__main__":
    # --8<-- [start:use]
    with dg.DagsterInstance.ephemeral() as instance:
        check = defs.resolve_job_def("check")
        for made in [[], [orders]]:
            dg.materialize(made, instance=instance)
            run = check.execute_in_process(instance=instance)
            [result] = run.get_asset_check_evaluations()
            print(result.passed)
            # → False
            # → True
    # --8<-- [end:use]
