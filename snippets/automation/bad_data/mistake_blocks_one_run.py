"""A blocking check that failed, and an asset that is requested anyway."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset_check(asset=orders, blocking=True)
def not_empty() -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=False)


@dg.asset(deps=[orders], automation_condition=dg.AutomationCondition.eager())
def revenue() -> None: ...


defs = dg.Definitions([orders, revenue], asset_checks=[not_empty])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        assets = dg.AssetSelection.all()
        first = dg.evaluate_automation_conditions(defs, instance, assets)
        run = dg.materialize(
            [orders, not_empty], instance=instance, raise_on_error=False
        )
        second = dg.evaluate_automation_conditions(
            defs, instance, assets, cursor=first.cursor
        )
        print(run.success, second.get_num_requested(revenue.key))
        # → False 1
