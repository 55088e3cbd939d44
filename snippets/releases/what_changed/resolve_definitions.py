"""Look into definitions with the methods that begin with `resolve_`."""

import dagster as dg


@dg.asset
def orders() -> None: ...


every_asset = dg.define_asset_job("every_asset")

defs = dg.Definitions(assets=[orders], jobs=[every_asset])

if __name__ == "__main__":
    print(defs.resolve_asset_graph().get_all_asset_keys())
    # → {AssetKey(['orders'])}
    print([spec.key.path for spec in defs.resolve_all_asset_specs()])
    # → [['orders']]
    print(defs.resolve_job_def("every_asset").execute_in_process().success)
    # → True
