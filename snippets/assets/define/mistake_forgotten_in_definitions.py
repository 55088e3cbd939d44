"""An asset that another one depends on, but that nobody listed."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset(deps=[orders])
def revenue() -> None: ...


defs = dg.Definitions(assets=[revenue])

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)
    graph = defs.resolve_asset_graph()
    for key in graph.toposorted_asset_keys:
        print(key.to_user_string(), graph.get(key).is_materializable)
        # → orders False
        # → revenue True
