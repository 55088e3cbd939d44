"""A failed check that the condition does not look at."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset_check(asset=orders)
def not_empty() -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=False)


@dg.asset(
    deps=[orders],
    automation_condition=dg.AutomationCondition.eager()
    & dg.AutomationCondition.all_deps_blocking_checks_passed(),
)
def revenue() -> None: ...


defs = dg.Definitions([orders, revenue], asset_checks=[not_empty])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        assets = dg.AssetSelection.all()
        first = dg.evaluate_automation_conditions(defs, instance, assets)
        dg.materialize([orders, not_empty], instance=instance)
        second = dg.evaluate_automation_conditions(
            defs, instance, assets, cursor=first.cursor
        )
        print(second.get_num_requested(revenue.key))
        # → 1
