"""Select assets by what they are."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.BetaWarning)


# --8<-- [start:shop]
@dg.asset(group_name="sales", kinds={"duckdb"}, tags={"pace": "daily"})
def orders() -> None: ...


@dg.asset(group_name="people", owners=["team:people"], tags={"private": ""})
def customers() -> None: ...


@dg.asset(group_name="sales", deps=[orders])
def revenue() -> None: ...


@dg.asset(key_prefix="web", kinds={"csv"}, deps=[revenue, customers])
def report() -> None: ...


defs = dg.Definitions(assets=[orders, customers, revenue, report])
# --8<-- [end:shop]

# --8<-- [start:select]
if __name__ == "__main__":
    graph = defs.resolve_asset_graph()
    for text in ["key:web/*", "group:sales", "tag:pace=daily", "kind:csv"]:
        keys = dg.AssetSelection.from_string(text).resolve(graph)
        print(text, sorted(key.to_user_string() for key in keys))
        # → key:web/* ['web/report']
        # → group:sales ['orders', 'revenue']
        # → tag:pace=daily ['orders']
        # → kind:csv ['web/report']
# --8<-- [end:select]
