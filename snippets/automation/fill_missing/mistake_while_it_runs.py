"""A run that is requested again while the first is under way."""

import dagster as dg


@dg.asset(automation_condition=dg.AutomationCondition.missing())
def revenue(context: dg.AssetExecutionContext) -> None:
    tick = dg.evaluate_automation_conditions(
        [revenue], context.instance, dg.AssetSelection.all()
    )
    print("while it runs:", tick.total_requested)
    # → while it runs: 1


defs = dg.Definitions(assets=[revenue])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        dg.materialize([revenue], instance=instance)
        tick = dg.evaluate_automation_conditions(
            defs, instance, dg.AssetSelection.all()
        )
        print("afterwards:", tick.total_requested)
        # → afterwards: 0
