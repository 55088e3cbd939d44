"""Report the version of data that somebody else makes."""

import dagster as dg

supplier_prices = dg.AssetSpec("supplier_prices")


@dg.asset(deps=[supplier_prices])
def margins() -> None: ...


defs = dg.Definitions(assets=[supplier_prices, margins])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        instance.report_runless_asset_event(
            dg.AssetObservation(
                "supplier_prices", tags={"dagster/data_version": "march"}
            )
        )
        result = dg.materialize([supplier_prices, margins], instance=instance)
        (made,) = result.asset_materializations_for_node("margins")
        tags = made.tags or {}
        print(tags["dagster/input_data_version/supplier_prices"])
        # → march
