"""A plain schedule for a partitioned job, which asks for no key."""

from datetime import UTC, datetime

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-05-01")


@dg.asset(partitions_def=days)
def daily_revenue(context: dg.AssetExecutionContext) -> None:
    print("revenue of", context.partition_key)


revenue_job = dg.define_asset_job("revenue_job", selection=[daily_revenue])
nightly = dg.ScheduleDefinition(job=revenue_job, cron_schedule="0 2 * * *")

if __name__ == "__main__":
    defs = dg.Definitions(
        assets=[daily_revenue], jobs=[revenue_job], schedules=[nightly]
    )
    with dg.build_schedule_context(
        scheduled_execution_time=datetime(2025, 5, 4, 2, tzinfo=UTC),
        repository_def=defs.get_repository_def(),
    ) as context:
        [request] = nightly.evaluate_tick(context).run_requests or []
    defs.resolve_job_def("revenue_job").execute_in_process(
        partition_key=request.partition_key
    )
