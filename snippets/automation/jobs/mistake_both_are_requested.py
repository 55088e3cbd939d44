"""A job and its asset, each with a condition: two runs."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.PreviewWarning)


@dg.asset
def orders() -> None: ...


@dg.asset(deps=[orders], automation_condition=dg.AutomationCondition.eager())
def revenue() -> None: ...


report_job = dg.define_asset_job(
    "report_job",
    selection=[revenue],
    automation_condition=dg.AutomationCondition.any_job_root_assets_match(
        dg.AutomationCondition.any_deps_updated()
    ),
)
defs = dg.Definitions([orders, revenue], jobs=[report_job])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        assets = dg.AssetSelection.all()
        first = dg.evaluate_automation_conditions(defs, instance, assets)
        dg.materialize([orders], instance=instance)
        second = dg.evaluate_automation_conditions(
            defs, instance, assets, cursor=first.cursor
        )
        print(second.total_requested)
        # → 2
