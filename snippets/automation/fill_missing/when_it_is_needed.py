"""Fill the prices when an asset that needs them is about to run."""

import warnings
from datetime import UTC, datetime

import dagster as dg

warnings.filterwarnings("ignore", category=dg.BetaWarning)


# --8<-- [start:define]
@dg.asset(
    automation_condition=dg.AutomationCondition.missing()
    & ~dg.AutomationCondition.in_progress()
    & dg.AutomationCondition.any_downstream_conditions(),
)
def prices() -> None: ...


@dg.asset(
    deps=[prices],
    automation_condition=dg.AutomationCondition.on_cron("0 13 * * *"),
)
def report() -> None: ...


# --8<-- [end:define]
defs = dg.Definitions(assets=[prices, report])

if __name__ == "__main__":
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        # --8<-- [start:use]
        for hour in (12, 13, 14):
            now = datetime(2025, 5, 1, hour, tzinfo=UTC)
            tick = dg.evaluate_automation_conditions(
                defs, instance, dg.AssetSelection.all(), now, cursor
            )
            cursor = tick.cursor
            print(hour, tick.get_num_requested(prices.key))
            # → 12 0
            # → 13 1
            # → 14 0
        # --8<-- [end:use]
