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
def select(text: str) -> str:
    selection = dg.AssetSelection.from_string(text)
    keys = selection.resolve(defs.resolve_asset_graph())
    return f"{text:20} {sorted(key.to_user_string() for key in keys)}"


if __name__ == "__main__":
    print(select("*"))
    # → *                    ['customers', 'orders', 'revenue', 'web/report']
    print(select("key:orders"))
    # → key:orders           ['orders']
    print(select("key:web/*"))
    # → key:web/*            ['web/report']
    print(select("group:sales"))
    # → group:sales          ['orders', 'revenue']
    print(select("tag:pace=daily"))
    # → tag:pace=daily       ['orders']
    print(select("tag:private"))
    # → tag:private          ['customers']
    print(select("kind:csv"))
    # → kind:csv             ['web/report']
    print(select('owner:"team:people"'))
    # → owner:"team:people"  ['customers']
# --8<-- [end:select]
