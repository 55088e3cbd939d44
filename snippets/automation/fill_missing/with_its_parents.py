"""Fill a missing day as soon as the orders of that day are there."""

from datetime import UTC, datetime

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-05-01")


@dg.asset(partitions_def=days)
def orders() -> None: ...


# --8<-- [start:define]
@dg.asset(
    deps=[orders],
    partitions_def=days,
    automation_condition=dg.AutomationCondition.missing()
    & ~dg.AutomationCondition.in_progress()
    & ~dg.AutomationCondition.execution_failed()
    & ~dg.AutomationCondition.any_deps_missing(),
)
def revenue() -> None: ...


# --8<-- [end:define]
defs = dg.Definitions(assets=[orders, revenue])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        # --8<-- [start:use]
        noon = datetime(2025, 5, 4, 12, tzinfo=UTC)
        dg.materialize([orders], partition_key="2025-05-02", instance=instance)
        tick = dg.evaluate_automation_conditions(
            defs, instance, dg.AssetSelection.all(), evaluation_time=noon
        )
        print(tick.get_requested_partitions(revenue.key))
        # → {'2025-05-02'}
        # --8<-- [end:use]
