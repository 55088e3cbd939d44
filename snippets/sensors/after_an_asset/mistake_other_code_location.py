"""Partitions of another code location, which the sensor does not know."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.SupersessionWarning)

orders = dg.AssetKey("orders")


@dg.asset
def revenue() -> None: ...


@dg.multi_asset_sensor(
    monitored_assets=[orders],
    request_assets=dg.AssetSelection.assets(revenue),
)
def after_orders(
    context: dg.MultiAssetSensorEvaluationContext,
) -> dg.RunRequest | None:
    found = context.latest_materialization_records_by_partition(orders)
    context.advance_all_cursors()
    return dg.RunRequest() if found else None


defs = dg.Definitions([revenue], sensors=[after_orders])

if __name__ == "__main__":
    with (
        dg.DagsterInstance.ephemeral() as instance,
        dg.build_sensor_context(instance, definitions=defs) as context,
    ):
        after_orders.evaluate_tick(context)
