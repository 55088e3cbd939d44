"""Check the stored orders each morning, without making them again."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    print("orders are made")
    # → orders are made
    return [40, 25]


@dg.asset_check(asset=orders)
def not_empty(orders: list[int]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=len(orders) > 0)


every_morning = dg.ScheduleDefinition(
    name="check_orders_every_morning",
    target=dg.AssetSelection.checks_for_assets(orders),
    cron_schedule="0 6 * * *",
)
defs = dg.Definitions(
    [orders], asset_checks=[not_empty], schedules=[every_morning]
)

if __name__ == "__main__":
    checks = dg.AssetSelection.checks_for_assets(orders)
    with dg.instance_for_test() as instance:
        for selection in [dg.AssetSelection.all(), checks]:
            result = dg.materialize(
                [orders, not_empty], instance=instance, selection=selection
            )
            print("checks:", len(result.get_asset_check_evaluations()))
            # → checks: 1
            # → checks: 1
