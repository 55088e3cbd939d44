"""Two classes, and nothing that tells them apart."""

import dagster as dg


class FromFile(dg.Config):
    path: str


class FromApi(dg.Config):
    url: str


class OrdersConfig(dg.Config):
    source: FromFile | FromApi


@dg.asset
def orders(config: OrdersConfig) -> None:
    print(config.source)
