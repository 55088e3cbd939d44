"""A choice that may also be None."""

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
    source: FromFile | FromApi | None = Field(
        default=None, discriminator="kind"
    )


@dg.asset
def orders(config: OrdersConfig) -> None:
    print(config.source)
