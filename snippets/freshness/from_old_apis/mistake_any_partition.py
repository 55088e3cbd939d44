"""A policy on a partitioned asset, for which an old day counts as well."""

import warnings
from datetime import timedelta

import dagster as dg

warnings.filterwarnings("ignore", category=dg.SupersessionWarning)

days = dg.DailyPartitionsDefinition("2026-01-01")
a_day = dg.FreshnessPolicy.time_window(fail_window=timedelta(days=1))


@dg.asset(partitions_def=days, freshness_policy=a_day)
def orders() -> None: ...


checks = dg.build_time_partition_freshness_checks(
    assets=[orders], deadline_cron="0 9 * * *"
)
job = dg.define_asset_job("check", dg.AssetSelection.checks(*checks))
defs = dg.Definitions(assets=[orders], asset_checks=checks, jobs=[job])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        check = defs.resolve_job_def("check")
        dg.materialize([orders], partition_key="2026-01-01", instance=instance)
        run = check.execute_in_process(instance=instance)
        [result] = run.get_asset_check_evaluations()
        print(result.passed)
        # → False
