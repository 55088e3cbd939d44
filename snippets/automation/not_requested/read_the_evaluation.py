"""Read which part of a condition keeps an asset from being requested."""

import dagster as dg

eager = dg.AutomationCondition.eager()


# --8<-- [start:read]
def read(part: dg.AutomationResult, deep: int = 0) -> None:
    sign = "✗" if part.true_subset.is_empty else "✓"
    print("  " * deep + sign, part.condition.get_label() or part.condition.name)
    # → ✗ eager
    # →   ✓ in_latest_time_window
    # →   ✓ SINCE
    # →     ✓ OR
    # →       ✗ newly_missing
    # →       ✓ any_deps_updated
    # →     ✗ handled
    # →       ✗ newly_requested
    # →       ✗ newly_updated
    # →       ✗ initial_evaluation
    # →   ✗ NOT
    # →     ✓ any_deps_missing
    # →       ✓ customers
    # →       ✗ orders
    # →   ✗ NOT
    # →     ✗ any_deps_in_progress
    # →       ✗ customers
    # →       ✗ orders
    # →   ✗ NOT
    # →     ✗ in_progress
    # →       ✗ run_in_progress
    # →       ✗ backfill_in_progress
    for child in part.child_results:
        if deep < 3:
            read(child, deep + 1)


# --8<-- [end:read]
# --8<-- [start:use]
@dg.asset
def customers() -> None: ...


@dg.asset
def orders() -> None: ...


@dg.asset(deps=[customers, orders], automation_condition=eager)
def revenue() -> None: ...


defs = dg.Definitions([customers, orders, revenue])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        everything = dg.AssetSelection.all()
        first = dg.evaluate_automation_conditions(defs, instance, everything)
        dg.materialize([orders], instance=instance)
        tick = dg.evaluate_automation_conditions(
            defs, instance, everything, cursor=first.cursor
        )
        read(tick.results[0])
# --8<-- [end:use]
