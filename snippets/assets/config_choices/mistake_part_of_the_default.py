"""A launch that changes one field of a default choice."""

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
        default=FromApi(url="shop.example/orders", pages=50),
        discriminator="kind",
    )


@dg.asset
def orders(config: OrdersConfig) -> None:
    print(config.source)
    # → kind='api' url='shop.example/orders' pages=50
    # → kind='api' url='shop.example/v2' pages=1


if __name__ == "__main__":
    dg.materialize([orders])

    values = {"source": {"api": {"url": "shop.example/v2"}}}
    dg.materialize([orders], run_config={"ops": {"orders": {"config": values}}})
