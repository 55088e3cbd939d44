"""Read orders from several sources, each a file or an API."""

from typing import Literal

import dagster as dg
from pydantic import Field


class FromFile(dg.Config):
    kind: Literal["file"] = "file"
    path: str


class FromApi(dg.Config):
    kind: Literal["api"] = "api"
    url: str


# --8<-- [start:define]
class Source(dg.Config):
    at: FromFile | FromApi = Field(discriminator="kind")


class OrdersConfig(dg.Config):
    sources: list[Source]


@dg.asset
def orders(config: OrdersConfig) -> None:
    for source in config.sources:
        print(source.at)
        # → kind='file' path='may.csv'
        # → kind='api' url='shop.example'


if __name__ == "__main__":
    file, api = {"file": {"path": "may.csv"}}, {"api": {"url": "shop.example"}}
    values = {"sources": [{"at": file}, {"at": api}]}
    dg.materialize([orders], run_config={"ops": {"orders": {"config": values}}})
# --8<-- [end:define]
