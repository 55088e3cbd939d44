"""A condition that stays true, and requests the alert at each tick."""

import dagster as dg

AC = dg.AutomationCondition


@dg.asset
def orders() -> list[int]:
    return []


@dg.asset_check(asset=orders)
def has_rows(orders: list[int]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=len(orders) > 0)


has_a_failed_check = AC.any_checks_match(AC.check_failed())


@dg.asset(
    deps=[orders], automation_condition=AC.any_deps_match(has_a_failed_check)
)
def told() -> None:
    print("a check of the orders failed")


defs = dg.Definitions([orders, told], asset_checks=[has_rows])

if __name__ == "__main__":
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        dg.materialize([orders, has_rows], instance=instance)
        for _ in range(3):
            result = dg.evaluate_automation_conditions(
                defs, instance, dg.AssetSelection.all(), cursor=cursor
            )
            cursor = result.cursor
            print(result.total_requested)
            # → 1
            # → 1
            # → 1
