"""An asset with a new name, which is never requested."""

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
    with dg.DagsterInstance.ephemeral() as instance:
        for name in ["revenue", "income", "income"]:
            tick = dg.evaluate_automation_conditions(
                build(name), instance, dg.AssetSelection.all(), cursor=cursor
            )
            cursor = tick.cursor
            print(name, tick.total_requested)
            # → revenue 0
            # → income 0
            # → income 0
            if name == "revenue":
                dg.materialize([orders], instance=instance)
