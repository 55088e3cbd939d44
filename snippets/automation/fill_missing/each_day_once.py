"""Fill each missing day once, including those before the deployment."""

from datetime import UTC, datetime

import dagster as dg


@dg.asset(
    partitions_def=dg.DailyPartitionsDefinition("2025-05-01"),
    automation_condition=dg.AutomationCondition.missing()
    & ~dg.AutomationCondition.in_progress()
    & ~dg.AutomationCondition.execution_failed(),
)
def revenue(context: dg.AssetExecutionContext) -> None:
    if context.partition_key == "2025-05-02":
        raise dg.Failure("no orders on May 2", allow_retries=False)


defs = dg.Definitions(assets=[revenue])

if __name__ == "__main__":
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        for day, hour in [(4, 12), (4, 13), (5, 0)]:
            now = datetime(2025, 5, day, hour, tzinfo=UTC)
            tick = dg.evaluate_automation_conditions(
                defs, instance, dg.AssetSelection.all(), now, cursor
            )
            cursor = tick.cursor
            keys = sorted(map(str, tick.get_requested_partitions(revenue.key)))
            print(keys)
            # → ['2025-05-01', '2025-05-02', '2025-05-03']
            # → []
            # → ['2025-05-04']
            for key in keys:
                dg.materialize(
                    [revenue],
                    partition_key=key,
                    instance=instance,
                    raise_on_error=False,
                )
