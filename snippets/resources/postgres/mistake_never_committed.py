"""Rows that are gone although the run succeeded."""

import os

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

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        self._connection = psycopg.connect(**LOGIN)

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        self._connection.close()


@dg.asset
def orders(database: Database) -> None:
    database._connection.execute("insert into orders values (40)")


if __name__ == "__main__":
    with psycopg.connect(**LOGIN) as connection:
        connection.execute("create table orders (amount int)")
    result = dg.materialize([orders], resources={"database": Database()})
    with psycopg.connect(**LOGIN) as connection:
        rows = connection.execute("select * from orders").fetchall()
    print(result.success, rows)
    # → True []
