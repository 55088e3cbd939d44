"""Check a table that Dagster does not make, before it is used."""

import dagster as dg

prices = dg.AssetSpec("prices")


@dg.asset_check(asset=prices.key, blocking=True)
def not_empty() -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=False)


@dg.asset(deps=[prices])
def revenue() -> None: ...


everything = dg.AssetSelection.all() | dg.AssetSelection.all_asset_checks()
defs = dg.Definitions(
    [prices, revenue],
    asset_checks=[not_empty],
    jobs=[dg.define_asset_job("nightly", everything)],
)

if __name__ == "__main__":
    job = defs.resolve_job_def("nightly")
    result = job.execute_in_process(raise_on_error=False)
    print(result.success, len(result.get_asset_check_evaluations()))
    # → False 1
