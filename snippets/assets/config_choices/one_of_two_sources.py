"""Read orders from a file or from an API, as each run chooses."""

from typing import Literal

import dagster as dg
from pydantic import Field


class FromFile(dg.Config):
    kind: Literal["file"] = "file"
    path: str = "orders.csv"


class FromApi(dg.Config):
    kind: Literal["api"] = "api"
    url: str


class OrdersConfig(dg.Config):
    source: FromFile | FromApi = Field(FromFile(), discriminator="kind")


@dg.asset
def orders(config: OrdersConfig) -> None:
    source = config.source
    print(source.path if isinstance(source, FromFile) else source.url)
    # → orders.csv
    # → shop.example/orders
    # → shop.example/v2


defs = dg.Definitions(assets=[orders])

if __name__ == "__main__":
    dg.materialize([orders])
    config = OrdersConfig(source=FromApi(url="shop.example/orders"))
    dg.materialize([orders], run_config=dg.RunConfig({"orders": config}))

    values = {"source": {"api": {"url": "shop.example/v2"}}}
    dg.materialize([orders], run_config={"ops": {"orders": {"config": values}}})
