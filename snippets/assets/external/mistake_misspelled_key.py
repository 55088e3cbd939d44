"""A report for an asset that is not defined."""

import dagster as dg

supplier_prices = dg.AssetSpec("supplier_prices")
defs = dg.Definitions(assets=[supplier_prices])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        instance.report_runless_asset_event(
            dg.AssetMaterialization("suplier_prices")
        )
        print(instance.get_latest_materialization_event(supplier_prices.key))
        # → None
