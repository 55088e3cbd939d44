"""A check that the definitions do not list, and that never runs."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return []


@dg.asset_check(asset=orders, blocking=True)
def not_empty(orders: list[int]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=len(orders) > 0)


defs = dg.Definitions(assets=[orders])

if __name__ == "__main__":
    job = defs.resolve_implicit_global_asset_job_def()
    result = job.execute_in_process()
    print(result.success, result.get_asset_check_evaluations())
    # → True []
