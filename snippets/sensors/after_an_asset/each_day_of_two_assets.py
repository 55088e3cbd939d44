"""Start a run for each day for which two assets have been made."""

import warnings
from collections.abc import Iterator

import dagster as dg

warnings.filterwarnings("ignore", category=dg.SupersessionWarning)
days = dg.DailyPartitionsDefinition("2025-04-28", end_date="2025-05-01")


@dg.asset(partitions_def=days)
def orders() -> None: ...


@dg.asset(partitions_def=days)
def prices() -> None: ...


@dg.asset(partitions_def=days, deps=[orders, prices])
def revenue() -> None: ...


# --8<-- [start:sensor]
@dg.multi_asset_sensor(
    monitored_assets=[orders.key, prices.key],
    job=dg.define_asset_job("revenue_job", [revenue]),
)
def each_day(
    context: dg.MultiAssetSensorEvaluationContext,
) -> Iterator[dg.RunRequest]:
    new = context.latest_materialization_records_by_partition_and_asset()
    for day, records in new.items():
        if all(
            context.all_partitions_materialized(key, [day])
            for key in context.asset_keys
        ):
            for key in context.get_downstream_partition_keys(
                day, from_asset_key=orders.key, to_asset_key=revenue.key
            ):
                yield dg.RunRequest(partition_key=key)
            context.advance_cursor(records)


# --8<-- [end:sensor]
defs = dg.Definitions([orders, prices, revenue], sensors=[each_day])

# --8<-- [start:use]
if __name__ == "__main__":
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        for day in ["2025-04-28", "2025-04-29"]:
            dg.materialize([orders], instance=instance, partition_key=day)
        for day in ["2025-04-29", "2025-04-28"]:
            dg.materialize([prices], instance=instance, partition_key=day)
            context = dg.build_multi_asset_sensor_context(
                monitored_assets=[orders.key, prices.key],
                instance=instance,
                cursor=cursor,
                definitions=defs,
            )
            with context:
                for event in context.get_trailing_unconsumed_events(orders.key):
                    print("orders of", event.partition_key, "wait")
                    # → orders of 2025-04-28 wait
                tick = each_day.evaluate_tick(context)
            cursor = tick.cursor
            for request in tick.run_requests or []:
                print("run for", request.partition_key)
                # → run for 2025-04-29
                # → run for 2025-04-28
# --8<-- [end:use]
