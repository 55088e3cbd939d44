"""A job for an asset that Dagster does not make."""

import dagster as dg

supplier_prices = dg.AssetSpec("supplier_prices")
job = dg.define_asset_job("update_prices", selection=["supplier_prices"])

defs = dg.Definitions(assets=[supplier_prices], jobs=[job])
defs.resolve_job_def("update_prices")
