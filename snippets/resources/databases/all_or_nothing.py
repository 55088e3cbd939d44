"""Keep the old rows when an asset fails halfway."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg
import duckdb


# --8<-- [start:transaction]
class Database(dg.ConfigurableResource):
    path: str

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with duckdb.connect(self.path) as connection:
            connection.begin()
            yield connection
            connection.commit()


@dg.asset
def orders(database: Database) -> None:
    with database.transaction() as connection:
        connection.execute("delete from orders")
        raise ValueError("no orders today")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        shop = Database(path=f"{folder}/shop.duckdb")
        with shop.transaction() as connection:
            connection.execute("create table orders as select 40 as amount")

        resources = {"database": shop}
        dg.materialize([orders], resources=resources, raise_on_error=False)
        with shop.transaction() as connection:
            print(connection.execute("from orders").fetchall())
            # → [(40,)]
# --8<-- [end:transaction]
