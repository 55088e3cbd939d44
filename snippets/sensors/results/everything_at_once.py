"""Request runs, add a partition, report an asset and set the cursor."""

import dagster as dg

shops = dg.DynamicPartitionsDefinition(name="shops")


@dg.asset(partitions_def=shops)
def orders() -> None: ...


@dg.sensor(target=[orders])
def new_shops() -> dg.SensorResult:
    return dg.SensorResult(
        run_requests=[dg.RunRequest(partition_key="berlin")],
        dynamic_partitions_requests=[shops.build_add_request(["berlin"])],
        asset_events=[dg.AssetMaterialization("list_of_shops")],
        cursor="berlin",
    )


defs = dg.Definitions(
    assets=[orders, dg.AssetSpec("list_of_shops")], sensors=[new_shops]
)

if __name__ == "__main__":
    with (
        dg.instance_for_test() as instance,
        dg.build_sensor_context(
            instance_ref=instance.get_ref(), definitions=defs
        ) as context,
    ):
        tick = new_shops.evaluate_tick(context)
        print([request.partition_key for request in tick.run_requests or []])
        # → ['berlin']
        print([event.asset_key.path for event in tick.asset_events])
        # → [['list_of_shops']]
        print(tick.cursor)
        # → berlin
