"""An asset that fails, and is requested at each tick."""

import dagster as dg


@dg.asset(
    automation_condition=dg.AutomationCondition.missing()
    & ~dg.AutomationCondition.in_progress(),
)
def revenue() -> None:
    raise dg.Failure("no price for tea", allow_retries=False)


defs = dg.Definitions(assets=[revenue])

if __name__ == "__main__":
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        for number in (1, 2, 3):
            tick = dg.evaluate_automation_conditions(
                defs, instance, dg.AssetSelection.all(), cursor=cursor
            )
            cursor = tick.cursor
            print(f"tick {number}:", tick.total_requested)
            # → tick 1: 1
            # → tick 2: 1
            # → tick 3: 1
            dg.materialize([revenue], instance=instance, raise_on_error=False)
