"""Run each day in the night after it."""

import warnings
from datetime import UTC, datetime

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-05-01")


@dg.asset(partitions_def=days)
def daily_revenue(context: dg.AssetExecutionContext) -> None:
    print("revenue of", context.partition_key)
    # → revenue of 2025-05-03


revenue_job = dg.define_asset_job("revenue_job", selection=[daily_revenue])
nightly = dg.build_schedule_from_partitioned_job(revenue_job, hour_of_day=2)

defs = dg.Definitions(assets=[daily_revenue], schedules=[nightly])

if __name__ == "__main__":
    # Dagster calls a method of its own that it has deprecated.
    warnings.filterwarnings("ignore", ".*run_request_for_partition")

    with dg.build_schedule_context(
        scheduled_execution_time=datetime(2025, 5, 4, 2, tzinfo=UTC),
        repository_def=defs.get_repository_def(),
    ) as context:
        schedule = defs.resolve_schedule_def("revenue_job_schedule")
        tick = schedule.evaluate_tick(context)
    for request in tick.run_requests or []:
        defs.resolve_job_def("revenue_job").execute_in_process(
            partition_key=request.partition_key
        )
