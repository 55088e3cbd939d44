"""Two conditions with `and` between them, of which Python drops one."""

import dagster as dg

every_night = dg.AutomationCondition.on_cron("0 3 * * *")
nothing_missing = ~dg.AutomationCondition.any_deps_missing()


@dg.asset
def orders() -> None: ...


@dg.asset(deps=[orders], automation_condition=every_night and nothing_missing)
def revenue() -> None: ...


defs = dg.Definitions([orders, revenue])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        dg.materialize([orders], instance=instance)
        cursor = None
        for _ in range(3):
            tick = dg.evaluate_automation_conditions(
                defs, instance, dg.AssetSelection.all(), cursor=cursor
            )
            cursor = tick.cursor
            print(tick.get_num_requested(revenue.key))
            # → 1
            # → 1
            # → 1
