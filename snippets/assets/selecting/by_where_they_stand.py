"""Select assets by where they stand, and combine selections."""

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


def select(text: str) -> str:
    selection = dg.AssetSelection.from_string(text)
    keys = selection.resolve(defs.resolve_asset_graph())
    return f"{text:28} {sorted(key.to_user_string() for key in keys)}"


# --8<-- [start:select]
if __name__ == "__main__":
    print(select("+key:revenue"))
    # → +key:revenue                 ['orders', 'revenue']
    print(select("key:orders+"))
    # → key:orders+                  ['orders', 'revenue', 'web/report']
    print(select("1+key:web/report"))
    # → 1+key:web/report             ['customers', 'revenue', 'web/report']
    print(select("key:orders+1"))
    # → key:orders+1                 ['orders', 'revenue']
    print(select("roots(*)"))
    # → roots(*)                     ['customers', 'orders']
    print(select("sinks(*)"))
    # → sinks(*)                     ['web/report']
    print(select("group:sales and kind:duckdb"))
    # → group:sales and kind:duckdb  ['orders']
    print(select("key:orders or kind:csv"))
    # → key:orders or kind:csv       ['orders', 'web/report']
    print(select("not group:sales"))
    # → not group:sales              ['customers', 'web/report']
# --8<-- [end:select]
