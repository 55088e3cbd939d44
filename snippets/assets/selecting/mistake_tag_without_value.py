"""A tag that has a value, selected without it."""

import dagster as dg


@dg.asset(tags={"pace": "daily"})
def orders() -> None: ...


defs = dg.Definitions(assets=[orders])

if __name__ == "__main__":
    graph = defs.resolve_asset_graph()
    for text in ("tag:pace", "tag:pace=daily"):
        keys = dg.AssetSelection.from_string(text).resolve(graph)
        print(text, "selects", [key.to_user_string() for key in keys])
        # → tag:pace selects []
        # → tag:pace=daily selects ['orders']
