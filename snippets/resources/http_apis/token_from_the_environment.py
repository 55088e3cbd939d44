"""Read a token from the environment and keep it out of the log."""

import os

import dagster as dg
import httpx
from pydantic import Field


class ShopApi(dg.ConfigurableResource):
    url: str
    token: str = Field(repr=False)

    def client(self) -> httpx.Client:
        headers = {"Authorization": f"Bearer {self.token}"}
        return httpx.Client(base_url=self.url, headers=headers, timeout=10)


@dg.asset
def orders(shop_api: ShopApi) -> None:
    print(f"ask {shop_api}")
    # → ask url='http://127.0.0.1'
    with shop_api.client() as client:
        print(client.headers["Authorization"])
        # → Bearer read when the run starts


shop_api = ShopApi(url=dg.EnvVar("SHOP_URL"), token=dg.EnvVar("SHOP_TOKEN"))
defs = dg.Definitions(assets=[orders], resources={"shop_api": shop_api})

if __name__ == "__main__":
    os.environ["SHOP_URL"] = "http://127.0.0.1"
    os.environ["SHOP_TOKEN"] = "read when the run starts"
    dg.materialize([orders], resources=defs.resources)
