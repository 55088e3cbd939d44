"""A script that reports to a Dagster it cannot find."""

import dagster as dg

with dg.DagsterInstance.get() as instance:
    instance.report_runless_asset_event(
        dg.AssetMaterialization("supplier_prices")
    )
