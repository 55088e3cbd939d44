"""A time zone that does not exist, found when the condition is evaluated."""

import dagster as dg


@dg.asset(
    automation_condition=dg.AutomationCondition.on_cron(
        "0 3 * * *", "Europe/Berln"
    )
)
def orders() -> None: ...


defs = dg.Definitions([orders])

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)
    with dg.DagsterInstance.ephemeral() as instance:
        dg.evaluate_automation_conditions(
            defs, instance, dg.AssetSelection.all()
        )
