"""Try again after a failure when the code has a new version."""

import dagster as dg

failed = dg.AutomationCondition.execution_failed()
new_code = dg.AutomationCondition.code_version_changed()


def build(version: str) -> dg.AssetsDefinition:
    # --8<-- [start:define]
    @dg.asset(
        code_version=version,
        automation_condition=dg.AutomationCondition.missing()
        & ~dg.AutomationCondition.in_progress()
        & (~failed | new_code.since(dg.AutomationCondition.newly_requested())),
    )
    # --8<-- [end:define]
    def revenue() -> None:
        raise dg.Failure("no price for tea", allow_retries=False)

    return revenue


defs = dg.Definitions(assets=[build("1")])

if __name__ == "__main__":
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        # --8<-- [start:use]
        for version in ["1", "1", "2", "2"]:
            revenue = build(version)
            tick = dg.evaluate_automation_conditions(
                [revenue], instance, dg.AssetSelection.all(), cursor=cursor
            )
            cursor = tick.cursor
            print(f"version {version}: {tick.total_requested}")
            # → version 1: 1
            # → version 1: 0
            # → version 2: 1
            # → version 2: 0
            if tick.total_requested:
                dg.materialize(
                    [revenue], instance=instance, raise_on_error=False
                )
        # --8<-- [end:use]
