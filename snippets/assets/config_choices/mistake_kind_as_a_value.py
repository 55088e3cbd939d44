"""A choice written as Pydantic would take it."""

from typing import Literal

import dagster as dg
from pydantic import Field


class FromFile(dg.Config):
    kind: Literal["file"] = "file"
    path: str


class FromApi(dg.Config):
    kind: Literal["api"] = "api"
    url: str


class OrdersConfig(dg.Config):
    source: FromFile | FromApi = Field(discriminator="kind")


@dg.asset
def orders(config: OrdersConfig) -> None:
    print(config.source)


values = {"source": {"kind": "api", "url": "shop.example/orders"}}
dg.materialize([orders], run_config={"ops": {"orders": {"config": values}}})
