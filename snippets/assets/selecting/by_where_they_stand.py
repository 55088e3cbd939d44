"""Select assets by their place in the graph."""

import dagster as dg


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
    for text in ["+key:revenue", "key:orders+1", "1+key:web/report"]:
        keys = dg.AssetSelection.from_string(text).resolve(graph)
        print(text, sorted(key.to_user_string() for key in keys))
        # → +key:revenue ['orders', 'revenue']
        # → key:orders+1 ['orders', 'revenue']
        # → 1+key:web/report ['customers', 'revenue', 'web/report']
# --8<-- [end:select]
