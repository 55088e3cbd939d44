"""Observe a source every five minutes."""

import warnings

import dagster as dg

warnings.simplefilter("ignore", dg.BetaWarning)


@dg.observable_source_asset(
    automation_condition=dg.AutomationCondition.on_cron("*/5 * * * *")
)
def orders() -> dg.DataVersion:
    return dg.DataVersion("1")


defs = dg.Definitions(assets=[orders])

if __name__ == "__main__":
    graph = defs.resolve_asset_graph()
    print(graph.get(orders.key).automation_condition is not None)
    # → True
