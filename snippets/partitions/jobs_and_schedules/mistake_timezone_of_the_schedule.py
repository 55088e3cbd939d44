"""A time zone for a schedule that takes it from the partitions."""

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-05-01")


@dg.asset(partitions_def=days)
def daily_revenue(context: dg.AssetExecutionContext) -> None: ...


revenue_job = dg.define_asset_job("revenue_job", selection=[daily_revenue])
nightly = dg.build_schedule_from_partitioned_job(
    revenue_job, execution_timezone="Europe/Berlin"
)
