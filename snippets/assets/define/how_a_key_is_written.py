"""Write one key as a list and as a string, and see what is another key."""

import dagster as dg


@dg.asset(key_prefix="shop")
def orders() -> None: ...


# --8<-- [start:write]
if __name__ == "__main__":
    print(orders.key)
    # → AssetKey(['shop', 'orders'])
    print(orders.key.path)
    # → ['shop', 'orders']
    print(orders.key.to_user_string())
    # → shop/orders

    print(orders.key == dg.AssetKey(["shop", "orders"]))
    # → True
    print(orders.key == dg.AssetKey.from_user_string("shop/orders"))
    # → True
    print(orders.key == dg.AssetKey("shop/orders"))
    # → False
# --8<-- [end:write]
