"""A pool that opens four connections for an asset that needs one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg
from psycopg_pool import ConnectionPool
from pydantic import PrivateAttr

LOGIN = {
    "host": os.environ["SHOP_HOST"],
    "password": os.environ["SHOP_PASSWORD"],
    "user": "shop",
}
COUNT = "select count(*) from pg_stat_activity where usename = 'shop'"


class Database(dg.ConfigurableResource):
    _pool: ConnectionPool = PrivateAttr()

    @contextmanager
    def yield_for_execution(
        self, context: dg.InitResourceContext
    ) -> Iterator["Database"]:
        with ConnectionPool(kwargs=LOGIN) as self._pool:
            self._pool.wait()
            yield self


@dg.asset
def orders(database: Database) -> None:
    with database._pool.connection() as connection:
        print(connection.execute(COUNT).fetchall())
        # → [(4,)]


if __name__ == "__main__":
    dg.materialize([orders], resources={"database": Database()})
