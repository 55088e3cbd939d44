"""Request an asset for every update, whenever it comes."""

import dagster as dg

AC = dg.AutomationCondition


@dg.asset
def orders() -> None: ...


handled = AC.newly_requested() & ~AC.any_deps_updated()


@dg.asset(
    deps=[orders], automation_condition=AC.eager().replace("handled", handled)
)
def revenue() -> None: ...


defs = dg.Definitions([orders, revenue])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        cursor = None
        for updated in [[], [orders], [revenue, orders], [revenue], []]:
            for asset in updated:
                dg.materialize([asset], instance=instance)
            tick = dg.evaluate_automation_conditions(
                defs, instance, dg.AssetSelection.all(), cursor=cursor
            )
            cursor = tick.cursor
            print(tick.get_num_requested(revenue.key))
            # → 0
            # → 1
            # → 1
            # → 0
            # → 0
