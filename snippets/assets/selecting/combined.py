"""Combine selections of assets."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.BetaWarning)


@dg.asset(group_name="sales", kinds={"duckdb"}, tags={"pace": "daily"})
def orders() -> None: ...


@dg.asset(group_name="people", owners=["team:people"], tags={"private": ""})
def customers() -> None: ...


@dg.asset(group_name="sales", deps=[orders])
def revenue() -> None: ...


@dg.asset(key_prefix="web", kinds={"csv"}, deps=[revenue, customers])
def report() -> None: ...


defs = dg.Definitions(assets=[orders, customers, revenue, report])

# --8<-- [start:select]
if __name__ == "__main__":
    graph = defs.resolve_asset_graph()
    for text in ["group:sales and kind:duckdb", "not group:sales"]:
        keys = dg.AssetSelection.from_string(text).resolve(graph)
        print(text, sorted(key.to_user_string() for key in keys))
        # → group:sales and kind:duckdb ['orders']
        # → not group:sales ['customers', 'web/report']
# --8<-- [end:select]
