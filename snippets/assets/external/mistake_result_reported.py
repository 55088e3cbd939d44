"""A result, which belongs to a run, reported without a run."""

import dagster as dg

with dg.DagsterInstance.ephemeral() as instance:
    instance.report_runless_asset_event(dg.MaterializeResult("supplier_prices"))
