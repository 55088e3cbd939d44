"""Run every region every night."""

from collections.abc import Iterator

import dagster as dg

regions = dg.StaticPartitionsDefinition(["north", "south"])


@dg.asset(partitions_def=regions)
def orders(context: dg.AssetExecutionContext) -> None: ...


# --8<-- [start:schedule]
@dg.schedule(target=[orders], cron_schedule="0 2 * * *")
def nightly() -> Iterator[dg.RunRequest]:
    for region in regions.get_partition_keys():
        yield dg.RunRequest(run_key=region, partition_key=region)


# --8<-- [end:schedule]

defs = dg.Definitions(assets=[orders], schedules=[nightly])
