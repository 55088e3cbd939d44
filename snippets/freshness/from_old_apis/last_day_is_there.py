"""Check that the partition of the last day was made."""

import dagster as dg

days = dg.DailyPartitionsDefinition("2026-01-01")


@dg.asset(partitions_def=days)
def orders() -> None: ...


# --8<-- [start:check]
@dg.asset_check(asset=orders.key)
def last_day_is_there(
    context: dg.AssetCheckExecutionContext,
) -> dg.AssetCheckResult:
    made = context.instance.get_materialized_partitions(orders.key)
    return dg.AssetCheckResult(passed=days.get_last_partition_key() in made)


# --8<-- [end:check]
defs = dg.Definitions(
    assets=[orders],
    asset_checks=[last_day_is_there],
    jobs=[
        dg.define_asset_job(
            "check", dg.AssetSelection.checks(last_day_is_there)
        )
    ],
)

if __name__ == "__main__":
    # --8<-- [start:use]
    with dg.DagsterInstance.ephemeral() as instance:
        for day in ["2026-01-01", days.get_last_partition_key()]:
            dg.materialize([orders], partition_key=day, instance=instance)
            run = defs.resolve_job_def("check").execute_in_process(
                instance=instance
            )
            [result] = run.get_asset_check_evaluations()
            print(result.passed)
            # → False
            # → True
    # --8<-- [end:use]
