"""A condition that should recompute the past, and sees one day of it."""

import warnings
from datetime import UTC, datetime

import dagster as dg

warnings.filterwarnings("ignore", category=dg.BetaWarning)
days = dg.DailyPartitionsDefinition("2025-05-01")


@dg.asset(partitions_def=days)
def orders() -> None: ...


@dg.asset(
    deps=[orders],
    partitions_def=days,
    automation_condition=dg.AutomationCondition.eager(),
)
def revenue() -> None: ...


defs = dg.Definitions(assets=[orders, revenue])

if __name__ == "__main__":
    noon = datetime(2025, 5, 4, 12, tzinfo=UTC)
    with dg.DagsterInstance.ephemeral() as instance:
        before = dg.evaluate_automation_conditions(
            defs, instance, evaluation_time=noon
        )
        for day in days.get_partition_keys(current_time=noon):
            dg.materialize([orders], partition_key=day, instance=instance)
        after = dg.evaluate_automation_conditions(
            defs, instance, cursor=before.cursor, evaluation_time=noon
        )
    print(sorted(after.get_requested_partitions(revenue.key)))
    # → ['2025-05-03']
