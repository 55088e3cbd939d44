"""Load prices again before they are too old, and use only fresh ones."""

from datetime import timedelta

import dagster as dg

AC = dg.AutomationCondition


@dg.asset
def orders() -> None: ...


# --8<-- [start:define]
@dg.asset(
    freshness_policy=dg.FreshnessPolicy.time_window(
        warn_window=timedelta(hours=12), fail_window=timedelta(hours=24)
    ),
    automation_condition=AC.freshness_warned().newly_true()
    | AC.freshness_failed().newly_true(),
)
def prices() -> None: ...


@dg.asset(
    deps=[orders],
    automation_condition=AC.eager()
    & AC.asset_matches("prices", AC.freshness_passed()),
)
def revenue() -> None: ...


# --8<-- [end:define]
defs = dg.Definitions([orders, prices, revenue])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        everything = dg.AssetSelection.all()
        first = dg.evaluate_automation_conditions(defs, instance, everything)
        dg.materialize([orders, prices], instance=instance)
        second = dg.evaluate_automation_conditions(
            defs, instance, everything, cursor=first.cursor
        )
        print(second.total_requested)
        # → 0
