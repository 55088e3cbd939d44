"""A password that an error shows, because it is part of a URL."""

import os

import dagster as dg
import psycopg


class Database(dg.ConfigurableResource):
    url: str


@dg.asset
def orders(database: Database) -> None:
    psycopg.connect(database.url)


if __name__ == "__main__":
    os.environ["SHOP_URL"] = "postgresql://shop:50%off@127.0.0.1/shop"
    shop = Database(url=dg.EnvVar("SHOP_URL"))
    dg.materialize([orders], resources={"database": shop})
