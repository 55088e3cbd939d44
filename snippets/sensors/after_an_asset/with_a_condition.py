"""Update one asset after another, with a condition."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.BetaWarning)


@dg.asset
def orders() -> None: ...


@dg.asset(
    deps=[orders],
    automation_condition=dg.AutomationCondition.any_deps_updated(),
)
def revenue() -> None: ...


defs = dg.Definitions(assets=[orders, revenue])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        assets = [orders, revenue]
        before = dg.evaluate_automation_conditions(assets, instance)
        print(before.total_requested)
        # → 0
        dg.materialize([orders], instance=instance)
        after = dg.evaluate_automation_conditions(
            assets, instance, cursor=before.cursor
        )
        print(after.total_requested)
        # → 1
