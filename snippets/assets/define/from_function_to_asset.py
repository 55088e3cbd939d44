"""Turn a function into an asset, with a place, a description and an owner."""

import dagster as dg


@dg.asset(
    key_prefix="shop",
    group_name="sales",
    kinds={"python", "duckdb"},
    owners=["ada@shop.example", "team:sales"],
    tags={"refresh": "daily"},
)
def orders() -> list[int]:
    """The amount of each order, in euros."""
    return [40, 60]


defs = dg.Definitions(assets=[orders])

if __name__ == "__main__":
    result = dg.materialize([orders])
    print(result.asset_value(["shop", "orders"]))
    # → [40, 60]

    spec = orders.get_asset_spec()
    print(spec.key.to_user_string())
    # → shop/orders
    print(spec.description)
    # → The amount of each order, in euros.
    print(spec.group_name, spec.owners, sorted(spec.kinds))
    # → sales ['ada@shop.example', 'team:sales'] ['duckdb', 'python']
    print(spec.tags["refresh"])
    # → daily
