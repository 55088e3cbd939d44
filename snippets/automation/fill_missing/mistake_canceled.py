"""An asset whose run was canceled, and that is requested at each tick."""

import dagster as dg

AC = dg.AutomationCondition


@dg.asset(
    automation_condition=AC.missing()
    & ~AC.in_progress()
    & ~AC.execution_failed()
)
def revenue() -> None:
    raise KeyboardInterrupt


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
            if tick.total_requested:
                dg.materialize(
                    [revenue], instance=instance, raise_on_error=False
                )
                [run, *_] = instance.get_runs()
                instance.report_run_canceled(run)  # as Terminate does
