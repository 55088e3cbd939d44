"""Run a whole job when an asset was updated that its first assets need."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.PreviewWarning)


@dg.asset
def orders() -> None: ...


@dg.asset(deps=[orders])
def revenue() -> None: ...


@dg.asset(deps=[revenue])
def report() -> None: ...


report_job = dg.define_asset_job(
    "report_job",
    selection=[revenue, report],
    automation_condition=dg.AutomationCondition.any_job_root_assets_match(
        dg.AutomationCondition.any_deps_updated()
    ),
)

defs = dg.Definitions([orders, revenue, report], jobs=[report_job])

if __name__ == "__main__":
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        for assets in [[], [orders], []]:
            if assets:
                dg.materialize(assets, instance=instance)
            tick = dg.evaluate_automation_conditions(
                defs, instance, dg.AssetSelection.all(), cursor=cursor
            )
            cursor = tick.cursor
            print(tick.total_requested)
            # → 0
            # → 1
            # → 0
