"""Make the orders without the check that takes long."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset_check(asset=orders)
def not_empty() -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=True)


@dg.asset_check(asset=orders)
def every_customer_exists() -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=True)


# --8<-- [start:jobs]
the_orders = dg.AssetSelection.assets(orders)
jobs = [
    dg.define_asset_job("with_all", the_orders),
    dg.define_asset_job("with_none", the_orders.without_checks()),
    dg.define_asset_job(
        "with_one",
        the_orders - dg.AssetSelection.checks(every_customer_exists),
    ),
]
# --8<-- [end:jobs]
defs = dg.Definitions(
    [orders], asset_checks=[not_empty, every_customer_exists], jobs=jobs
)

if __name__ == "__main__":
    for job in jobs:
        result = defs.resolve_job_def(job.name).execute_in_process()
        checks = result.get_asset_check_evaluations()
        print(job.name, [check.check_name for check in checks])
        # → with_all ['every_customer_exists', 'not_empty']
        # → with_none []
        # → with_one ['not_empty']
