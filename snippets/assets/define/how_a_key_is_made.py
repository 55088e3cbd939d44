"""Make an asset's key from the function's name, or say it yourself."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset(name="order_lines")
def load_order_lines() -> None: ...


@dg.asset(key_prefix="shop")
def customers() -> None: ...


@dg.asset(key_prefix=["shop", "europe"])
def revenue() -> None: ...


@dg.asset(key=["shop", "products"])
def load_products() -> None: ...


defs = dg.Definitions(
    assets=[orders, load_order_lines, customers, revenue, load_products]
)

if __name__ == "__main__":
    print(orders.key.to_user_string())
    # → orders
    print(load_order_lines.key.to_user_string())
    # → order_lines
    print(customers.key.to_user_string())
    # → shop/customers
    print(revenue.key.to_user_string())
    # → shop/europe/revenue
    print(load_products.key.to_user_string())
    # → shop/products
