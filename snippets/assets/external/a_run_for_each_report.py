"""Start a run whenever somebody reports new data."""

import dagster as dg

supplier_prices = dg.AssetSpec("supplier_prices")


@dg.asset(deps=[supplier_prices])
def margins() -> None: ...


@dg.asset_sensor(
    asset_key=supplier_prices.key,
    job=dg.define_asset_job("update_margins", selection=[margins]),
)
def prices_arrived() -> dg.RunRequest:
    return dg.RunRequest()


defs = dg.Definitions(
    assets=[supplier_prices, margins], sensors=[prices_arrived]
)

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        context = dg.build_sensor_context(
            instance, repository_def=defs.get_repository_def()
        )
        print(len(prices_arrived.evaluate_tick(context).run_requests or []))
        # → 0
        instance.report_runless_asset_event(
            dg.AssetMaterialization("supplier_prices")
        )
        print(len(prices_arrived.evaluate_tick(context).run_requests or []))
        # → 1
