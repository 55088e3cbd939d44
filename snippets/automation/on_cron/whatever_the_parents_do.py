"""Update an asset each night at 3, whatever its parents do."""

from datetime import UTC, datetime

import dagster as dg


@dg.asset
def orders() -> None: ...


# --8<-- [start:define]
@dg.asset(
    deps=[orders],
    automation_condition=dg.AutomationCondition.on_cron("0 3 * * *").ignore(
        dg.AssetSelection.all()
    ),
)
def revenue() -> None: ...


# --8<-- [end:define]
defs = dg.Definitions([orders, revenue])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        cursor = None
        for hour, updated in {2: [], 3: [], 4: [revenue]}.items():
            for asset in updated:
                dg.materialize([asset], instance=instance)
            tick = dg.evaluate_automation_conditions(
                defs,
                instance,
                dg.AssetSelection.all(),
                datetime(2026, 5, 4, hour, 1, tzinfo=UTC),
                cursor,
            )
            cursor = tick.cursor
            print(f"{hour}:01", tick.get_num_requested(revenue.key))
            # → 2:01 0
            # → 3:01 1
            # → 4:01 0
