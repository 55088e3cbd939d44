"""Prices that are requested an hour before the report needs them."""

import warnings
from datetime import UTC, datetime

import dagster as dg

warnings.filterwarnings("ignore", category=dg.BetaWarning)
AC = dg.AutomationCondition


@dg.asset
def feed() -> None: ...


@dg.asset(deps=[feed], automation_condition=AC.any_downstream_conditions())
def prices() -> None: ...


@dg.asset(deps=[prices], automation_condition=AC.on_cron("0 13 * * *"))
def report() -> None: ...


@dg.asset(deps=[report], automation_condition=AC.eager())
def dashboard() -> None: ...


defs = dg.Definitions(assets=[feed, prices, report, dashboard])

if __name__ == "__main__":
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        updates = [(11, []), (12, [feed]), (13, []), (14, [feed])]
        for hour, updated in updates:
            for asset in updated:
                dg.materialize([asset], instance=instance)
            now = datetime(2025, 5, 1, hour, tzinfo=UTC)
            tick = dg.evaluate_automation_conditions(
                defs, instance, dg.AssetSelection.all(), now, cursor
            )
            cursor = tick.cursor
            print(hour, tick.get_num_requested(prices.key))
            # → 11 0
            # → 12 1
            # → 13 0
            # → 14 1
