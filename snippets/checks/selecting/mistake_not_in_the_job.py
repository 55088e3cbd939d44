"""A job of all assets, without the check of an external table."""

import dagster as dg

prices = dg.AssetSpec("prices")


@dg.asset_check(asset=prices.key, blocking=True)
def not_empty() -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=False)


@dg.asset(deps=[prices])
def revenue() -> None:
    print("revenue is computed")
    # → revenue is computed


defs = dg.Definitions(
    [prices, revenue],
    asset_checks=[not_empty],
    jobs=[dg.define_asset_job("nightly", dg.AssetSelection.all())],
)

if __name__ == "__main__":
    job = defs.resolve_job_def("nightly")
    result = job.execute_in_process()
    print(result.success, result.get_asset_check_evaluations())
    # → True []
