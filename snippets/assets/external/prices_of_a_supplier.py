"""Show data that somebody else makes, and depend on it."""

import dagster as dg

supplier_prices = dg.AssetSpec(
    "supplier_prices",
    description="A file that the supplier uploads.",
    group_name="suppliers",
)


@dg.asset(deps=[supplier_prices])
def margins() -> None:
    print("margins")
    # → margins


defs = dg.Definitions(assets=[supplier_prices, margins])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        instance.report_runless_asset_event(
            dg.AssetMaterialization(supplier_prices.key, metadata={"rows": 120})
        )
        dg.materialize([supplier_prices, margins], instance=instance)

        for key in (supplier_prices.key, margins.key):
            event = instance.get_latest_materialization_event(key)
            made = event.asset_materialization if event else None
            print(key.to_user_string(), made.metadata if made else "never made")
            # → supplier_prices {'rows': IntMetadataValue(value=120)}
            # → margins {}
