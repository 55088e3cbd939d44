"""Read orders from several sources, each a file or a server."""

from typing import Literal

import dagster as dg
from pydantic import Field


# --8<-- [start:define]
class Ftp(dg.Config):
    protocol: Literal["ftp"] = "ftp"
    host: str


class Http(dg.Config):
    protocol: Literal["http"] = "http"
    url: str


class FromFile(dg.Config):
    kind: Literal["file"] = "file"
    path: str


class FromServer(dg.Config):
    kind: Literal["server"] = "server"
    how: Ftp | Http = Field(discriminator="protocol")


class Source(dg.Config):
    at: FromFile | FromServer = Field(discriminator="kind")


class OrdersConfig(dg.Config):
    sources: list[Source]


# --8<-- [end:define]
@dg.asset
def orders(config: OrdersConfig) -> None:
    for source in config.sources:
        print(source.at)
        # → kind='file' path='may.csv'
        # → kind='server' how=Ftp(protocol='ftp', host='shop.example')


# --8<-- [start:run]
if __name__ == "__main__":
    sources = [
        {"at": {"file": {"path": "may.csv"}}},
        {"at": {"server": {"how": {"ftp": {"host": "shop.example"}}}}},
    ]
    values = {"orders": {"config": {"sources": sources}}}
    dg.materialize([orders], run_config={"ops": values})
# --8<-- [end:run]
