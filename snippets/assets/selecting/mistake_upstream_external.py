"""A selection of everything upstream that leaves out external assets."""

import dagster as dg

supplier_prices = dg.AssetSpec("supplier_prices")


@dg.asset(deps=[supplier_prices])
def margins() -> None: ...


defs = dg.Definitions(assets=[supplier_prices, margins])

if __name__ == "__main__":
    graph = defs.resolve_asset_graph()
    upstream = dg.AssetSelection.assets(margins).upstream()
    print([key.to_user_string() for key in upstream.resolve(graph)])
    # → ['margins']
