"""Run a job at the first tick after all of its first assets can run anew."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.PreviewWarning)


@dg.asset
def orders() -> None: ...


@dg.asset
def customers() -> None: ...


# --8<-- [start:define]
@dg.asset(deps=[orders])
def revenue() -> None: ...


@dg.asset(deps=[customers])
def regions() -> None: ...


report_job = dg.define_asset_job(
    "report_job",
    selection=[revenue, regions],
    automation_condition=dg.AutomationCondition.all_job_root_assets_match(
        dg.AutomationCondition.eager()
        & ~dg.AutomationCondition.execution_failed()
    ),
)
# --8<-- [end:define]

defs = dg.Definitions([orders, customers, revenue, regions], jobs=[report_job])

if __name__ == "__main__":
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        for updated in [[], [orders], [customers]]:
            if updated:
                dg.materialize(updated, instance=instance)
            tick = dg.evaluate_automation_conditions(
                defs, instance, dg.AssetSelection.all(), cursor=cursor
            )
            cursor = tick.cursor
            print(tick.total_requested)
            # → 0
            # → 0
            # → 1
