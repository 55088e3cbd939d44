"""Replace the rules of a policy by a condition, and compare their ticks."""

import warnings
from collections.abc import Callable

import dagster as dg

warnings.filterwarnings("ignore", category=DeprecationWarning)
rule = dg.AutoMaterializeRule


# --8<-- [start:policy]
policy = dg.AutoMaterializePolicy(
    rules={
        rule.materialize_on_missing(),
        rule.materialize_on_parent_updated(),
        rule.skip_on_parent_missing(),
    }
)
# --8<-- [end:policy]


@dg.asset
def orders() -> None: ...


def build(
    how: Callable[[Callable[[], None]], dg.AssetsDefinition],
) -> dg.Definitions:
    @how
    def revenue() -> None: ...

    return dg.Definitions([orders, revenue])


ways = {
    "policy": dg.asset(deps=[orders], auto_materialize_policy=policy),
    "eager": dg.asset(
        deps=[orders], automation_condition=dg.AutomationCondition.eager()
    ),
}
defs = build(ways["eager"])

# --8<-- [start:use]
if __name__ == "__main__":
    for way, how in ways.items():
        cursor, requested = None, []
        with dg.DagsterInstance.ephemeral() as instance:
            for updated in [True, False, True, False]:
                if updated:
                    dg.materialize([orders], instance=instance)
                tick = dg.evaluate_automation_conditions(
                    build(how), instance, dg.AssetSelection.all(), cursor=cursor
                )
                cursor = tick.cursor
                requested.append(tick.total_requested)
        print(way, requested)
        # → policy [1, 0, 1, 0]
        # → eager [0, 0, 1, 0]
# --8<-- [end:use]
