"""An update that is lost, because a sensor has a new name."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset(deps=[orders], automation_condition=dg.AutomationCondition.eager())
def revenue() -> None: ...


def build(name: str) -> dg.Definitions:
    sensor = dg.AutomationConditionSensorDefinition(
        name,
        target=dg.AssetSelection.all(),
        default_status=dg.DefaultSensorStatus.RUNNING,
    )
    return dg.Definitions([orders, revenue], sensors=[sensor])


defs = build("automation")

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        assets = dg.AssetSelection.all()
        first = dg.evaluate_automation_conditions(
            build("automation"), instance, assets
        )
        dg.materialize([orders], instance=instance)
        # A new name has no cursor yet.
        second = dg.evaluate_automation_conditions(
            build("conditions"), instance, assets
        )
        third = dg.evaluate_automation_conditions(
            build("conditions"), instance, assets, cursor=second.cursor
        )
        print(first.total_requested)
        # → 0
        print(second.total_requested)
        # → 0
        print(third.total_requested)
        # → 0
