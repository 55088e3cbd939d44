"""An asset with a new name, which waits for the next update of its parent."""

import dagster as dg


@dg.asset
def orders() -> None: ...


def build(name: str) -> dg.Definitions:
    @dg.asset(
        name=name,
        deps=[orders],
        automation_condition=dg.AutomationCondition.eager(),
    )
    def revenue() -> None: ...

    return dg.Definitions([orders, revenue])


defs = build("income")

if __name__ == "__main__":
    cursor = None
    steps = ["revenue", "orders", "income", "income", "orders", "income"]
    with dg.DagsterInstance.ephemeral() as instance:
        for step in steps:
            if step == "orders":
                dg.materialize([orders], instance=instance)
                continue
            tick = dg.evaluate_automation_conditions(
                build(step), instance, dg.AssetSelection.all(), cursor=cursor
            )
            cursor = tick.cursor
            print(step, tick.total_requested)
            # → revenue 0
            # → income 0
            # → income 0
            # → income 1
