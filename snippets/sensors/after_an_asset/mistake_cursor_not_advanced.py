"""A sensor that forgets to say which events it has handled."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.SupersessionWarning)


@dg.asset
def orders() -> None: ...


@dg.asset
def revenue() -> None: ...


@dg.multi_asset_sensor(
    monitored_assets=[orders.key],
    request_assets=dg.AssetSelection.assets(revenue),
)
def after_orders(
    context: dg.MultiAssetSensorEvaluationContext,
) -> dg.RunRequest | None:
    found = context.latest_materialization_records_by_key()
    return dg.RunRequest() if found[orders.key] else None


defs = dg.Definitions([orders, revenue], sensors=[after_orders])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        dg.materialize([orders], instance=instance)
        with dg.build_sensor_context(instance, definitions=defs) as context:
            after_orders.evaluate_tick(context)
