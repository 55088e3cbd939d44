"""Make an asset, its check and its job for each region."""

import dagster as dg


def build_region(region: str) -> dg.Definitions:
    @dg.asset(name=f"revenue_{region}")
    def revenue() -> int:
        return 40

    @dg.asset_check(asset=revenue, name=f"revenue_{region}_is_positive")
    def is_positive(revenue: int) -> dg.AssetCheckResult:
        return dg.AssetCheckResult(passed=revenue > 0)

    job = dg.define_asset_job(f"report_{region}", selection=[revenue])
    return dg.Definitions(
        assets=[revenue], asset_checks=[is_positive], jobs=[job]
    )


regions = [build_region(region) for region in ("north", "south")]
defs = dg.Definitions.merge(*regions)

if __name__ == "__main__":
    result = defs.resolve_job_def("report_south").execute_in_process()
    for event in result.get_asset_materialization_events():
        print(event.materialization.asset_key.to_user_string())
        # → revenue_south
    print(result.asset_value("revenue_south"))
    # → 40
    for check in result.get_asset_check_evaluations():
        print(check.check_name, check.passed)
        # → revenue_south_is_positive True
