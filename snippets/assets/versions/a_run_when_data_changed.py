"""Ask for a run when the version of an input changed, and only then."""

import dagster as dg

input_changed = dg.AutomationCondition.any_deps_match(
    dg.AutomationCondition.data_version_changed()
)


def shop(data: str) -> list[dg.AssetsDefinition]:
    @dg.asset
    def orders() -> dg.MaterializeResult:
        return dg.MaterializeResult(data_version=dg.DataVersion(data))

    @dg.asset(deps=[orders], automation_condition=input_changed)
    def revenue() -> None: ...

    return [orders, revenue]


defs = dg.Definitions(assets=shop(data="a"))

if __name__ == "__main__":
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        for data in ("a", "a", "b"):
            assets = shop(data)
            dg.materialize(assets, selection=["orders"], instance=instance)
            tick = dg.evaluate_automation_conditions(
                assets,
                instance,
                asset_selection=dg.AssetSelection.assets("revenue"),
                cursor=cursor,
            )
            cursor = tick.cursor
            print(data, "asks for", tick.total_requested)
            # → a asks for 0
            # → a asks for 0
            # → b asks for 1
