"""Run an asset that sends an alert when a check of another asset fails."""

import dagster as dg

AC = dg.AutomationCondition


@dg.asset
def orders() -> list[int]:
    return []


@dg.asset_check(asset=orders)
def has_rows(orders: list[int]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=len(orders) > 0)


# --8<-- [start:asset]
has_a_failed_check = AC.any_checks_match(AC.check_failed())


@dg.asset(
    deps=[orders],
    automation_condition=AC.any_deps_match(has_a_failed_check).newly_true(),
    retry_policy=dg.RetryPolicy(max_retries=3, delay=60),
)
def told() -> None:
    print("a check of the orders failed")


# --8<-- [end:asset]
defs = dg.Definitions([orders, told], asset_checks=[has_rows])

if __name__ == "__main__":
    # --8<-- [start:try]
    cursor = None
    all_assets = dg.AssetSelection.all()
    with dg.DagsterInstance.ephemeral() as instance:
        for _ in range(4):
            result: dg.EvaluateAutomationConditionsResult = (
                dg.evaluate_automation_conditions(
                    defs, instance, all_assets, cursor=cursor
                )
            )
            cursor = result.cursor
            print(result.total_requested)
            # → 0
            # → 1
            # → 0
            # → 0
            dg.materialize([orders, has_rows], instance=instance)
    # --8<-- [end:try]
