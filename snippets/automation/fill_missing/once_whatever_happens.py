"""Request an asset once, when it is new and after it was wiped."""

import dagster as dg


# --8<-- [start:define]
@dg.asset(automation_condition=dg.AutomationCondition.newly_missing())
def revenue() -> None: ...


# --8<-- [end:define]
defs = dg.Definitions(assets=[revenue])

if __name__ == "__main__":
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        # --8<-- [start:use]
        for step in ["new", "not made", "made", "wiped", "not made again"]:
            if step == "made":
                dg.materialize([revenue], instance=instance)
            if step == "wiped":
                instance.wipe_assets([revenue.key])
            tick = dg.evaluate_automation_conditions(
                defs, instance, dg.AssetSelection.all(), cursor=cursor
            )
            cursor = tick.cursor
            print(f"{step}: {tick.total_requested}")
            # → new: 1
            # → not made: 0
            # → made: 0
            # → wiped: 1
            # → not made again: 0
        # --8<-- [end:use]
