"""Wait for all checks of the parents, blocking or not."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset_check(asset=orders)
def has_customers() -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=False)


# --8<-- [start:condition]
passed = (
    dg.AutomationCondition.check_passed()
    | dg.AutomationCondition.will_be_requested()
)
all_checks_passed = dg.AutomationCondition.all_deps_match(
    dg.AutomationCondition.all_checks_match(passed)
).with_label("all_checks_passed")
# --8<-- [end:condition]


@dg.asset(
    deps=[orders],
    automation_condition=dg.AutomationCondition.eager() & all_checks_passed,
)
def revenue() -> None: ...


defs = dg.Definitions([orders, revenue], asset_checks=[has_customers])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        both = dg.AssetSelection.all()
        first = dg.evaluate_automation_conditions(defs, instance, both)
        dg.materialize([orders, has_customers], instance=instance)
        second = dg.evaluate_automation_conditions(
            defs, instance, both, cursor=first.cursor
        )
        print(second.total_requested)
        # → 0
