"""Several requests of one tick, none of which has a run key."""

from collections.abc import Iterator

import dagster as dg

regions = dg.StaticPartitionsDefinition(["north", "south"])


@dg.asset(partitions_def=regions)
def orders(context: dg.AssetExecutionContext) -> None: ...


@dg.schedule(target=[orders], cron_schedule="0 2 * * *")
def nightly() -> Iterator[dg.RunRequest]:
    for region in regions.get_partition_keys():
        yield dg.RunRequest(partition_key=region)


if __name__ == "__main__":
    defs = dg.Definitions(assets=[orders], schedules=[nightly])
    with dg.build_schedule_context(
        repository_def=defs.get_repository_def()
    ) as context:
        nightly.evaluate_tick(context)
