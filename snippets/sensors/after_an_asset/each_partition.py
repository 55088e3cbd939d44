"""Ask for a run for each partition that was written since the last tick."""

import dagster as dg

regions = dg.StaticPartitionsDefinition(["east", "north", "south", "west"])


@dg.asset(partitions_def=regions)
def orders() -> None: ...


@dg.asset(deps=[orders], partitions_def=regions)
def revenue() -> None: ...


# --8<-- [start:sensor]
@dg.sensor(target=[revenue])
def after_orders(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    last = int(context.cursor or 0)
    found = context.instance.fetch_materializations(
        dg.AssetRecordsFilter(asset_key=orders.key, after_storage_id=last),
        limit=100,
        ascending=True,
    ).records
    return dg.SensorResult(
        [dg.RunRequest(partition_key=record.partition_key) for record in found],
        cursor=str(found[-1].storage_id if found else last),
    )


# --8<-- [end:sensor]
defs = dg.Definitions(assets=[orders, revenue], sensors=[after_orders])

# --8<-- [start:use]
if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        for region in regions.get_partition_keys():
            dg.materialize([orders], partition_key=region, instance=instance)
        with dg.build_sensor_context(instance, definitions=defs) as context:
            tick = after_orders.evaluate_tick(context)
    print([request.partition_key for request in tick.run_requests or []])
    # → ['east', 'north', 'south', 'west']
# --8<-- [end:use]
