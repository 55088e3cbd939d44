"""Two automation sensors that both evaluate the same asset."""

import dagster as dg


@dg.asset(automation_condition=dg.AutomationCondition.on_cron("0 3 * * *"))
def orders() -> None: ...


@dg.asset(deps=[orders], automation_condition=dg.AutomationCondition.eager())
def revenue() -> None: ...


everything = dg.AutomationConditionSensorDefinition(
    "everything", target=dg.AssetSelection.all()
)
finance = dg.AutomationConditionSensorDefinition(
    "finance", target=dg.AssetSelection.assets(revenue)
)

defs = dg.Definitions([orders, revenue], sensors=[everything, finance])

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)
