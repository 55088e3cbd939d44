"""A job for a check that cannot run without its asset."""

import dagster as dg


@dg.asset(check_specs=[dg.AssetCheckSpec("not_empty", asset="orders")])
def orders() -> dg.MaterializeResult:
    check = dg.AssetCheckResult(passed=True)
    return dg.MaterializeResult(check_results=[check])


defs = dg.Definitions(
    [orders],
    jobs=[dg.define_asset_job("nightly", dg.AssetSelection.all_asset_checks())],
)

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)
