"""Follow a parent that is nearly always in a run."""

from typing import Any

import dagster as dg

AC = dg.AutomationCondition
cursors: list[Any] = [None]


@dg.asset
def orders(context: dg.AssetExecutionContext) -> None:
    tick = dg.evaluate_automation_conditions(
        defs, context.instance, dg.AssetSelection.all(), cursor=cursors[-1]
    )
    cursors.append(tick.cursor)
    for asset in [report, revenue]:
        print(asset.key.to_user_string(), tick.get_num_requested(asset.key))
        # → report 0
        # → revenue 0
        # → report 0
        # → revenue 1


@dg.asset
def stocktaking() -> None: ...


@dg.asset(deps=[orders], automation_condition=AC.eager())
def report() -> None: ...


# --8<-- [start:define]
@dg.asset(
    deps=[orders],
    automation_condition=AC.eager().replace(
        "any_deps_in_progress",
        AC.any_deps_match(AC.backfill_in_progress())
        | AC.asset_matches("stocktaking", AC.run_in_progress()),
    ),
)
def revenue() -> None: ...


# --8<-- [end:define]
defs = dg.Definitions([orders, stocktaking, report, revenue])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        for _ in range(2):
            dg.materialize([orders], instance=instance)
