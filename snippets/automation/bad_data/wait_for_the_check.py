"""Update an asset only once the blocking checks of its parents have passed."""

import dagster as dg

rows = [0]


@dg.asset
def orders() -> None: ...


@dg.asset_check(asset=orders, blocking=True)
def not_empty() -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=rows[-1] > 0)


@dg.asset(
    deps=[orders],
    automation_condition=dg.AutomationCondition.eager()
    & dg.AutomationCondition.all_deps_blocking_checks_passed(),
)
def revenue() -> None: ...


defs = dg.Definitions([orders, revenue], asset_checks=[not_empty])

if __name__ == "__main__":
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        for delivery in [[], [0], [40], []]:
            for rows[-1] in delivery:
                dg.materialize(
                    [orders, not_empty], instance=instance, raise_on_error=False
                )
            tick = dg.evaluate_automation_conditions(
                defs, instance, dg.AssetSelection.all(), cursor=cursor
            )
            cursor = tick.cursor
            print(delivery, tick.get_num_requested(revenue.key))
            # → [] 0
            # → [0] 0
            # → [40] 1
            # → [] 0
