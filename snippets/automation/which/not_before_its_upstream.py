"""Start at three, but not before the orders have been updated."""

import warnings
from datetime import datetime

import dagster as dg

warnings.filterwarnings("ignore", category=dg.BetaWarning)


@dg.asset
def orders() -> None: ...


# --8<-- [start:asset]
@dg.asset(
    deps=[orders],
    automation_condition=dg.AutomationCondition.on_cron("0 3 * * *"),
)
def revenue() -> None: ...


defs = dg.Definitions(assets=[orders, revenue])

if __name__ == "__main__":
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        for at, is_updated in [
            ("02:59", True),
            ("03:00", False),
            ("04:10", True),
        ]:
            if is_updated:
                dg.materialize([orders], instance=instance)
            tick = dg.evaluate_automation_conditions(
                defs,
                instance,
                cursor=cursor,
                evaluation_time=datetime.fromisoformat(f"2025-05-02T{at}Z"),
            )
            cursor = tick.cursor
            print(at, tick.total_requested)
            # → 02:59 0
            # → 03:00 0
            # → 04:10 1
# --8<-- [end:asset]
