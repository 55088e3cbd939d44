"""Start a run for each day for which two assets have been made."""

import warnings
from collections.abc import Iterator

import dagster as dg

warnings.filterwarnings("ignore", category=dg.SupersessionWarning)
days = dg.DailyPartitionsDefinition("2025-04-28", end_date="2025-05-01")
orders = dg.AssetSpec("orders", partitions_def=days)
prices = dg.AssetSpec("prices", partitions_def=days)


@dg.asset(partitions_def=days, deps=[orders, prices])
def revenue() -> None: ...


# --8<-- [start:sensor]
both = [orders.key, prices.key]
revenue_job = dg.define_asset_job("revenue_job", [revenue])


@dg.multi_asset_sensor(monitored_assets=both, job=revenue_job)
def each_day(
    context: dg.MultiAssetSensorEvaluationContext,
) -> Iterator[dg.RunRequest]:
    new = context.latest_materialization_records_by_partition_and_asset()
    made = context.all_partitions_materialized
    for day, records in new.items():
        if all(made(key, [day]) for key in context.asset_keys):
            yield dg.RunRequest(partition_key=day)
            context.advance_cursor(records)


# --8<-- [end:sensor]
defs = dg.Definitions([orders, prices, revenue], sensors=[each_day])

# --8<-- [start:use]
if __name__ == "__main__":
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        report = instance.report_runless_asset_event
        for day in ["2025-04-28", "2025-04-29"]:
            report(dg.AssetMaterialization("orders", partition=day))
        for day in ["2025-04-29", "2025-04-28"]:
            report(dg.AssetMaterialization("prices", partition=day))
            context = dg.build_multi_asset_sensor_context(
                monitored_assets=both,
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
            [request] = tick.run_requests or []
            print("run for", request.partition_key)
            # → run for 2025-04-29
            # → run for 2025-04-28
# --8<-- [end:use]
