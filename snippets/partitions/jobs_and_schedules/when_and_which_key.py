"""Say when a schedule ticks, and which key it asks for on May 14 at 6:00."""

import warnings
from datetime import UTC, datetime

import dagster as dg


def tick(keys: dg.PartitionsDefinition, hour: int | None = None) -> str:
    @dg.asset(partitions_def=keys)
    def orders() -> None: ...

    job = dg.define_asset_job("job")
    schedule = dg.build_schedule_from_partitioned_job(job, hour_of_day=hour)
    defs = dg.Definitions(assets=[orders], schedules=[schedule])
    resolved = defs.resolve_schedule_def("job_schedule")
    with dg.build_schedule_context(
        scheduled_execution_time=datetime(2025, 5, 14, 6, tzinfo=UTC)
    ) as context:
        [request] = resolved.evaluate_tick(context).run_requests or []
    when = f"{resolved.cron_schedule} {resolved.execution_timezone}"
    return f"{when}: {request.partition_key}"


# --8<-- [start:ticks]
if __name__ == "__main__":
    warnings.filterwarnings("ignore", ".*run_request_for_partition")
    day, start = dg.DailyPartitionsDefinition, "2025-01-01"
    print(tick(day(start)))
    # → 0 0 * * * UTC: 2025-05-13
    print(tick(day(start), hour=2))
    # → 0 2 * * * UTC: 2025-05-13
    print(tick(day(start, end_offset=1)))
    # → 0 0 * * * UTC: 2025-05-14
    print(tick(day(start, end_offset=-1)))
    # → 0 0 * * * UTC: 2025-05-12
    print(tick(day(start, hour_offset=5)))
    # → 0 5 * * * UTC: 2025-05-13
    print(tick(day(start, timezone="Europe/Berlin")))
    # → 0 0 * * * Europe/Berlin: 2025-05-13
    print(tick(dg.HourlyPartitionsDefinition("2025-01-01-00:00")))
    # → 0 * * * * UTC: 2025-05-14-05:00
# --8<-- [end:ticks]
