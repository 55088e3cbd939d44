"""Half the work of a failed asset, committed at the end of the run."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg
import psycopg
from pydantic import PrivateAttr

LOGIN = {
    "host": os.environ["SHOP_HOST"],
    "password": os.environ["SHOP_PASSWORD"],
    "user": "shop",
}


class Database(dg.ConfigurableResource):
    _connection: psycopg.Connection = PrivateAttr()

    @contextmanager
    def yield_for_execution(
        self, context: dg.InitResourceContext
    ) -> Iterator["Database"]:
        with psycopg.connect(**LOGIN) as self._connection:
            yield self


@dg.asset
def orders(database: Database) -> None:
    database._connection.execute("create table orders as select 40 as amount")
    raise ValueError("the other orders are missing")


if __name__ == "__main__":
    shop = {"database": Database()}
    dg.materialize([orders], resources=shop, raise_on_error=False)
    with psycopg.connect(**LOGIN) as connection:
        print(connection.execute("select * from orders").fetchall())
        # → [(40,)]
