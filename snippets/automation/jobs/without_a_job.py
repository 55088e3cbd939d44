"""Give each asset the condition, and let Dagster put them into one run."""

import dagster as dg


@dg.asset
def orders() -> None: ...


# --8<-- [start:define]
eager = dg.AutomationCondition.eager()


@dg.asset(deps=[orders], automation_condition=eager)
def revenue() -> None: ...


@dg.asset(deps=[revenue], automation_condition=eager)
def report() -> None: ...


# --8<-- [end:define]
defs = dg.Definitions([orders, revenue, report])

if __name__ == "__main__":
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        for assets in [[], [orders]]:
            if assets:
                dg.materialize(assets, instance=instance)
            tick = dg.evaluate_automation_conditions(
                defs, instance, dg.AssetSelection.all(), cursor=cursor
            )
            cursor = tick.cursor
            print([tick.get_num_requested(a.key) for a in (revenue, report)])
            # → [0, 0]
            # → [1, 1]
