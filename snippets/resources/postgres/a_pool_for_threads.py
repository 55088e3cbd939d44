"""Lend at most two connections to the threads of an asset."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import dagster as dg
from psycopg_pool import ConnectionPool
from pydantic import Field, PrivateAttr


# --8<-- [start:pool]
class Database(dg.ConfigurableResource):
    host: str
    password: str = Field(repr=False)
    _pool: ConnectionPool = PrivateAttr()

    @contextmanager
    def yield_for_execution(
        self, context: dg.InitResourceContext
    ) -> Iterator["Database"]:
        login = {"host": self.host, "password": self.password, "user": "shop"}
        with ConnectionPool(kwargs=login, min_size=1, max_size=2) as self._pool:
            yield self

    def write_properly(self, name: str) -> tuple[str, ...] | None:
        with self._pool.connection() as connection:
            return connection.execute("select initcap(%s)", [name]).fetchone()


@dg.asset
def customers(database: Database) -> None:
    with ThreadPoolExecutor() as threads:
        print(*threads.map(database.write_properly, ["ada", "grace", "joan"]))
        # → ('Ada',) ('Grace',) ('Joan',)


# --8<-- [end:pool]
if __name__ == "__main__":
    host, password = dg.EnvVar("SHOP_HOST"), dg.EnvVar("SHOP_PASSWORD")
    shop = Database(host=host, password=password)
    dg.materialize([customers], resources={"database": shop})
