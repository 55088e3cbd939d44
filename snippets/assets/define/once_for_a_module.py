"""Give every asset of a module the same group and prefix, in one place."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return [40, 60]


@dg.asset
def revenue(orders: list[int]) -> int:
    return sum(orders)


defs = dg.Definitions(
    assets=dg.load_assets_from_current_module(
        group_name="sales", key_prefix="shop"
    )
)

if __name__ == "__main__":
    graph = defs.resolve_asset_graph()
    for key in graph.toposorted_asset_keys:
        print(key.to_user_string(), graph.get(key).group_name)
        # → shop/orders sales
        # → shop/revenue sales
