"""Run every region every night."""

from collections.abc import Iterator

import dagster as dg

regions = dg.StaticPartitionsDefinition(["north", "south"])


@dg.asset(partitions_def=regions)
def orders(context: dg.AssetExecutionContext) -> None: ...


orders_job = dg.define_asset_job("orders_job", selection=[orders])


# --8<-- [start:schedule]
@dg.schedule(job=orders_job, cron_schedule="0 2 * * *")
def nightly() -> Iterator[dg.RunRequest]:
    for region in regions.get_partition_keys():
        yield dg.RunRequest(run_key=region, partition_key=region)


# --8<-- [end:schedule]

defs = dg.Definitions(assets=[orders], jobs=[orders_job], schedules=[nightly])
