"""Compare what was made last, an asset or its parents; remember nothing."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.BetaWarning)


# --8<-- [start:define]
class OlderThanAParent(dg.AutomationCondition[dg.AssetKey]):
    def evaluate(
        self, context: dg.AutomationContext[dg.AssetKey]
    ) -> dg.AutomationResult[dg.AssetKey]:
        instance = context.asset_graph_view.instance

        def made(key: dg.AssetKey) -> int:
            newest = instance.fetch_materializations(key, limit=1).records
            return newest[0].storage_id if newest else 0

        parents = context.asset_graph.get(context.key).parent_keys
        if any(made(key) > made(context.key) for key in parents):
            return dg.AutomationResult(context, context.candidate_subset)
        return dg.AutomationResult(context, context.get_empty_subset())


condition = (
    OlderThanAParent()
    & ~dg.AutomationCondition.in_progress()
    & ~dg.AutomationCondition.execution_failed()
)
automation = dg.AutomationConditionSensorDefinition(
    "automation",
    target=dg.AssetSelection.all(),
    default_status=dg.DefaultSensorStatus.RUNNING,
    use_user_code_server=True,
)
# --8<-- [end:define]


@dg.asset
def orders() -> None: ...


@dg.asset(deps=[orders], automation_condition=condition)
def revenue() -> None: ...


defs = dg.Definitions([orders, revenue], sensors=[automation])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        # --8<-- [start:use]
        for assets in [[orders], [], [revenue]]:
            if assets:
                dg.materialize(assets, instance=instance)
            tick = dg.evaluate_automation_conditions(
                defs, instance, dg.AssetSelection.all()
            )
            print(tick.total_requested)
            # → 1
            # → 1
            # → 0
        # --8<-- [end:use]
