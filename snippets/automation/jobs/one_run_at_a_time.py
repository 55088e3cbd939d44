"""Run a job after each update, one run at a time, and lose no update."""

import warnings
from typing import Any

import dagster as dg

warnings.filterwarnings("ignore", category=dg.PreviewWarning)

# --8<-- [start:condition]
any_root = dg.AutomationCondition.any_job_root_assets_match
updated = any_root(dg.AutomationCondition.any_deps_updated())
handled: Any = dg.AutomationCondition.newly_requested()
condition = updated.since(handled & ~updated) & ~any_root(
    dg.AutomationCondition.in_progress()
)
# --8<-- [end:condition]


@dg.asset
def orders() -> None: ...


@dg.asset(deps=[orders])
def revenue() -> None: ...


@dg.asset(deps=[revenue])
def report() -> None: ...


report_job = dg.define_asset_job(
    "report_job",
    selection=[revenue, report],
    automation_condition=condition,
)

defs = dg.Definitions([orders, revenue, report], jobs=[report_job])

if __name__ == "__main__":
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        for updates in (0, 1, 1, 0, 0):
            for _ in range(updates):
                dg.materialize([orders], instance=instance)
            tick = dg.evaluate_automation_conditions(
                defs, instance, dg.AssetSelection.all(), cursor=cursor
            )
            cursor = tick.cursor
            print(tick.total_requested)
            # → 0
            # → 1
            # → 1
            # → 0
            # → 0
