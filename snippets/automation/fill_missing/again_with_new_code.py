"""Try again after a failure when the code has a new version."""

import dagster as dg

# --8<-- [start:define]
AC = dg.AutomationCondition
changed = AC.code_version_changed()
new_code = changed.since(AC.newly_requested() & ~changed)


def build(version: str) -> dg.AssetsDefinition:
    @dg.asset(
        code_version=version,
        automation_condition=AC.missing()
        & ~AC.in_progress()
        & (~AC.execution_failed() | new_code),
    )
    def revenue() -> None:
        raise dg.Failure("no price for tea", allow_retries=False)

    return revenue


# --8<-- [end:define]
defs = dg.Definitions(assets=[build("1")])

if __name__ == "__main__":
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        # --8<-- [start:use]
        for version in ["1", "1", "2", "3", "3"]:
            revenue = build(version)
            tick = dg.evaluate_automation_conditions(
                [revenue], instance, dg.AssetSelection.all(), cursor=cursor
            )
            cursor = tick.cursor
            print(f"version {version}: {tick.total_requested}")
            # → version 1: 1
            # → version 1: 0
            # → version 2: 1
            # → version 3: 1
            # → version 3: 0
            if tick.total_requested:
                dg.materialize(
                    [revenue], instance=instance, raise_on_error=False
                )
        # --8<-- [end:use]
