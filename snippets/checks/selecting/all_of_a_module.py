"""Load all assets and all checks of a module."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return [40]


@dg.asset_check(asset=orders, blocking=True)
def not_empty(orders: list[int]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=len(orders) > 0)


# --8<-- [start:load]
defs = dg.Definitions(
    assets=dg.load_assets_from_current_module(),
    asset_checks=dg.load_asset_checks_from_current_module(),
)
# --8<-- [end:load]

if __name__ == "__main__":
    job = defs.resolve_implicit_global_asset_job_def()
    for check in job.execute_in_process().get_asset_check_evaluations():
        print(check.check_name, check.passed)
        # → not_empty True
