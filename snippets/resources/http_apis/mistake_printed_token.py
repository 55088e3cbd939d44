"""A token that gets into the log with the resource."""

import os

import dagster as dg


class ShopApi(dg.ConfigurableResource):
    url: str
    token: str


@dg.asset
def orders(shop_api: ShopApi) -> None:
    print(f"ask {shop_api}")
    # → ask url='/shop' token='not-a-real-token'


if __name__ == "__main__":
    os.environ["SHOP_TOKEN"] = "not-a-real-token"
    shop_api = ShopApi(url="/shop", token=dg.EnvVar("SHOP_TOKEN"))
    print(f"ask {shop_api}")
    # → ask url='/shop' token='SHOP_TOKEN'
    dg.materialize([orders], resources={"shop_api": shop_api})
