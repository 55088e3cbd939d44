"""Start a run when two assets have both been updated."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.SupersessionWarning)


@dg.asset
def orders() -> None: ...


@dg.asset
def customers() -> None: ...


@dg.asset(deps=[orders, customers])
def revenue() -> None: ...


# --8<-- [start:sensor]
@dg.multi_asset_sensor(
    monitored_assets=[orders.key, customers.key],
    request_assets=dg.AssetSelection.assets(revenue),
)
def after_both(
    context: dg.MultiAssetSensorEvaluationContext,
) -> dg.RunRequest | dg.SkipReason:
    found = context.latest_materialization_records_by_key()
    missing = [key.path[-1] for key, value in found.items() if not value]
    if missing:
        return dg.SkipReason(f"waiting for {', '.join(missing)}")
    context.advance_all_cursors()
    return dg.RunRequest()


defs = dg.Definitions([orders, customers, revenue], sensors=[after_both])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        for asset in [orders, customers]:
            dg.materialize([asset], instance=instance)
            with dg.build_multi_asset_sensor_context(
                monitored_assets=[orders.key, customers.key],
                instance=instance,
                definitions=defs,
            ) as context:
                tick = after_both(context)
            print(getattr(tick, "skip_message", "a run"))
            # → waiting for customers
            # → a run
# --8<-- [end:sensor]
