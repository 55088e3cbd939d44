"""Share one connection per run, with a transaction for each asset."""

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg
import psycopg
from pydantic import Field, PrivateAttr


# --8<-- [start:share]
class Database(dg.ConfigurableResource):
    host: str
    password: str = Field(repr=False)
    _connection: psycopg.Connection = PrivateAttr()

    @contextmanager
    def yield_for_execution(
        self, context: dg.InitResourceContext
    ) -> Iterator["Database"]:
        with psycopg.connect(
            "user=shop", host=self.host, password=self.password, autocommit=True
        ) as self._connection:
            yield self

    @contextmanager
    def transaction(self) -> Iterator[psycopg.Connection]:
        with self._connection.transaction():
            yield self._connection


@dg.asset
def orders(database: Database) -> None:
    with database.transaction() as connection:
        connection.execute("create table orders as select 40 as amount")


# --8<-- [end:share]
if __name__ == "__main__":
    host, password = dg.EnvVar("SHOP_HOST"), dg.EnvVar("SHOP_PASSWORD")
    shop = Database(host=host, password=password)
    dg.materialize([orders], resources={"database": shop})
