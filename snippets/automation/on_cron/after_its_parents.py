"""Update an asset each night after 3, once its parents have been updated."""

from datetime import datetime
from zoneinfo import ZoneInfo

import dagster as dg

ZONE = "Europe/Berlin"


# --8<-- [start:define]
@dg.asset
def orders() -> None: ...


@dg.asset(
    deps=[orders],
    automation_condition=dg.AutomationCondition.on_cron("0 3 * * *", ZONE),
)
def revenue() -> None: ...


# --8<-- [end:define]
automation = dg.AutomationConditionSensorDefinition(
    "automation",
    target=dg.AssetSelection.all(),
    default_status=dg.DefaultSensorStatus.RUNNING,
)

defs = dg.Definitions([orders, revenue], sensors=[automation])

# --8<-- [start:ticks]
if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        cursor = None
        for hour, updated in {2: [], 3: [], 4: [orders], 5: [revenue]}.items():
            for asset in updated:
                dg.materialize([asset], instance=instance)
            tick = dg.evaluate_automation_conditions(
                defs,
                instance,
                dg.AssetSelection.all(),
                datetime(2026, 5, 4, hour, 1, tzinfo=ZoneInfo(ZONE)),
                cursor,
            )
            cursor = tick.cursor
            print(f"{hour}:01", tick.get_num_requested(revenue.key))
            # → 2:01 0
            # → 3:01 0
            # → 4:01 1
            # → 5:01 0
# --8<-- [end:ticks]
