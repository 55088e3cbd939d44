"""Handle the updates of an asset one by one, a few in each tick."""

import warnings
from collections.abc import Iterator

import dagster as dg

warnings.filterwarnings("ignore", category=dg.SupersessionWarning)
regions = dg.StaticPartitionsDefinition(["north", "south", "west"])


@dg.asset(partitions_def=regions)
def orders() -> None: ...


@dg.asset(partitions_def=regions, deps=[orders])
def revenue() -> None: ...


# --8<-- [start:sensor]
@dg.multi_asset_sensor(
    monitored_assets=[orders.key],
    job=dg.define_asset_job("revenue_job", [revenue]),
)
def two_at_a_time(
    context: dg.MultiAssetSensorEvaluationContext,
) -> Iterator[dg.RunRequest]:
    for record in context.materialization_records_for_key(orders.key, limit=2):
        yield dg.RunRequest(partition_key=record.partition_key)
        context.advance_cursor({orders.key: record})


# --8<-- [end:sensor]
defs = dg.Definitions([orders, revenue], sensors=[two_at_a_time])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        for region in regions.get_partition_keys():
            dg.materialize([orders], instance=instance, partition_key=region)
        cursor = None
        # --8<-- [start:use]
        for _ in range(2):
            with dg.build_multi_asset_sensor_context(
                monitored_assets=[orders.key],
                instance=instance,
                cursor=cursor,
                definitions=defs,
            ) as context:
                tick = two_at_a_time.evaluate_tick(context)
            cursor = tick.cursor
            print([each.partition_key for each in tick.run_requests or []])
            # → ['north', 'south']
            # → ['west']
        # --8<-- [end:use]
