"""Four partitions between two ticks, and a run for the last of them."""

import dagster as dg

regions = dg.StaticPartitionsDefinition(["east", "north", "south", "west"])


@dg.asset(partitions_def=regions)
def orders() -> None: ...


@dg.asset(deps=[orders], partitions_def=regions)
def revenue() -> None: ...


@dg.asset_sensor(
    asset_key=orders.key, job=dg.define_asset_job("revenue_job", [revenue])
)
def after_orders(
    context: dg.SensorEvaluationContext, event: dg.EventLogEntry
) -> dg.RunRequest:
    written = event.asset_materialization
    return dg.RunRequest(partition_key=written.partition if written else None)


defs = dg.Definitions(assets=[orders, revenue], sensors=[after_orders])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        for region in regions.get_partition_keys():
            dg.materialize([orders], partition_key=region, instance=instance)
        cursor = None
        for _ in range(2):
            with dg.build_sensor_context(
                instance, cursor=cursor, definitions=defs
            ) as context:
                tick = after_orders.evaluate_tick(context)
            cursor = tick.cursor
            print([each.partition_key for each in tick.run_requests or []])
            # → ['west']
            # → []
