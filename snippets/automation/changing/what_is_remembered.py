"""Change a condition while an update waits, and see what is requested."""

from typing import Any

import dagster as dg

waiting = dg.AutomationCondition.asset_matches(
    "stocktaking", dg.AutomationCondition.missing()
)


@dg.asset
def orders() -> None: ...


@dg.asset
def stocktaking() -> None: ...


def build(condition: dg.AutomationCondition[Any]) -> dg.Definitions:
    @dg.asset(deps=[orders], automation_condition=condition & ~waiting)
    def revenue() -> None: ...

    return dg.Definitions([orders, stocktaking, revenue])


# --8<-- [start:changes]
eager = dg.AutomationCondition.eager()
updated = dg.AutomationCondition.any_deps_updated()
changes = {
    "the same": eager,
    "a part more": eager & ~dg.AutomationCondition.execution_failed(),
    "a part less": eager.without(~dg.AutomationCondition.in_progress()),
    "another label": eager.with_label("at once"),
    "another trigger": updated.since_last_handled(),
    "another reset": updated.since(dg.AutomationCondition.newly_requested()),
}
# --8<-- [end:changes]
defs = build(eager)

# --8<-- [start:use]
if __name__ == "__main__":
    for change, condition in changes.items():
        after, assets = build(condition), dg.AssetSelection.all()
        with dg.DagsterInstance.ephemeral() as instance:
            tick = dg.evaluate_automation_conditions(defs, instance, assets)
            dg.materialize([orders], instance=instance)
            for now in (defs, after):
                tick = dg.evaluate_automation_conditions(
                    now, instance, assets, cursor=tick.cursor
                )
            dg.materialize([stocktaking], instance=instance)
            tick = dg.evaluate_automation_conditions(
                after, instance, assets, cursor=tick.cursor
            )
            print(f"{change}: {tick.total_requested}")
            # → the same: 1
            # → a part more: 1
            # → a part less: 1
            # → another label: 1
            # → another trigger: 0
            # → another reset: 0
# --8<-- [end:use]
