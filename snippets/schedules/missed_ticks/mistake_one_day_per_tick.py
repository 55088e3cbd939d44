"""A schedule whose daemon was down from May 3 to May 9."""

import warnings
from datetime import UTC, datetime

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-05-01")


@dg.asset(partitions_def=days)
def daily_revenue() -> None: ...


revenue_job = dg.define_asset_job("revenue_job", selection=[daily_revenue])
nightly = dg.build_schedule_from_partitioned_job(revenue_job)
defs = dg.Definitions(assets=[daily_revenue], schedules=[nightly])

if __name__ == "__main__":
    warnings.filterwarnings("ignore", ".*run_request_for_partition")
    schedule = defs.resolve_schedule_def("revenue_job_schedule")
    for day in (2, 10):  # the ticks that the daemon makes
        with dg.build_schedule_context(
            scheduled_execution_time=datetime(2025, 5, day, tzinfo=UTC)
        ) as context:
            requests = schedule.evaluate_tick(context).run_requests or []
        print(day, [request.partition_key for request in requests])
        # → 2 ['2025-05-01']
        # → 10 ['2025-05-09']
