"""Read orders from a file or from an API, as each run chooses."""

from typing import Literal

import dagster as dg
from pydantic import Field


class FromFile(dg.Config):
    kind: Literal["file"] = "file"
    path: str


class FromApi(dg.Config):
    kind: Literal["api"] = "api"
    url: str
    pages: int = 1


class OrdersConfig(dg.Config):
    source: FromFile | FromApi = Field(
        default=FromFile(path="orders.csv"), discriminator="kind"
    )


@dg.asset
def orders(config: OrdersConfig) -> None:
    source = config.source
    place = source.path if isinstance(source, FromFile) else source.url
    print(source.kind, place)
    # → file orders.csv
    # → api shop.example/orders
    # → api shop.example/v2


defs = dg.Definitions(assets=[orders])

if __name__ == "__main__":
    dg.materialize([orders])

    config = OrdersConfig(source=FromApi(url="shop.example/orders"))
    dg.materialize([orders], run_config=dg.RunConfig({"orders": config}))

    values = {"source": {"api": {"url": "shop.example/v2", "pages": 3}}}
    dg.materialize([orders], run_config={"ops": {"orders": {"config": values}}})
