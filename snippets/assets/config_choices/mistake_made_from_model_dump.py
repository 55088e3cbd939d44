"""Config copied through a dictionary of Pydantic."""

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


config = OrdersConfig(source=FromFile(path="orders.csv"))
print(OrdersConfig(**config.model_dump()))
