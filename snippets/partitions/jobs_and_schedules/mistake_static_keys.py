"""A schedule built from a job whose keys are a fixed list."""

import dagster as dg

regions = dg.StaticPartitionsDefinition(["north", "south"])


@dg.asset(partitions_def=regions)
def orders(context: dg.AssetExecutionContext) -> None: ...


orders_job = dg.define_asset_job("orders_job", selection=[orders])
nightly = dg.build_schedule_from_partitioned_job(
    orders_job, cron_schedule="0 2 * * *"
)
