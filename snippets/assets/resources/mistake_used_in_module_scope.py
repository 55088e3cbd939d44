"""A resource used while the module loads, before there is a run."""

import dagster as dg


class Shop(dg.ConfigurableResource):
    token: str


shop = Shop(token=dg.EnvVar("SHOP_TOKEN"))
url = f"https://shop.example/orders?token={shop.token}"
