"""A job that fails, and is requested at each tick."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.PreviewWarning)


@dg.asset
def orders() -> None: ...


@dg.asset(deps=[orders])
def revenue() -> None:
    raise dg.Failure("no price for tea", allow_retries=False)


report_job = dg.define_asset_job(
    "report_job",
    selection=[revenue],
    automation_condition=dg.AutomationCondition.any_job_root_assets_match(
        dg.AutomationCondition.eager()
    ),
)

defs = dg.Definitions([orders, revenue], jobs=[report_job])

if __name__ == "__main__":
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        for assets in [[], [orders], [revenue], [revenue]]:
            if assets:
                dg.materialize(assets, instance=instance, raise_on_error=False)
            tick = dg.evaluate_automation_conditions(
                defs, instance, dg.AssetSelection.all(), cursor=cursor
            )
            cursor = tick.cursor
            print(tick.total_requested)
            # → 0
            # → 1
            # → 1
            # → 1
