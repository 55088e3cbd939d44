"""Request an asset when it is first evaluated, and after each update."""

import dagster as dg


@dg.asset
def orders() -> None: ...


def build(name: str) -> dg.Definitions:
    new = dg.AutomationCondition.initial_evaluation().since(
        dg.AutomationCondition.newly_requested()
    )
    ready = ~(
        dg.AutomationCondition.any_deps_missing()
        | dg.AutomationCondition.any_deps_in_progress()
        | dg.AutomationCondition.in_progress()
    )

    @dg.asset(
        name=name,
        deps=[orders],
        automation_condition=dg.AutomationCondition.eager() | (new & ready),
    )
    def revenue() -> None: ...

    return dg.Definitions([orders, revenue])


defs = build("revenue")

if __name__ == "__main__":
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        dg.materialize([orders], instance=instance)
        for name in ["revenue", "revenue", "income", "income"]:
            tick = dg.evaluate_automation_conditions(
                build(name), instance, dg.AssetSelection.all(), cursor=cursor
            )
            cursor = tick.cursor
            print(name, tick.total_requested)
            # → revenue 1
            # → revenue 0
            # → income 1
            # → income 0
