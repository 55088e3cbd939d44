"""Keep the old rows when an asset fails half way."""

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
        connection.execute("insert into orders values (8, 60), (9, -5)")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        shop = Database(path=f"{folder}/shop.duckdb")
        with shop.transaction() as connection:
            connection.execute(
                "create table orders (id int, amount int check (amount > 0))"
            )
            connection.execute("insert into orders values (7, 40)")

        result = dg.materialize(
            [orders], resources={"database": shop}, raise_on_error=False
        )
        print(result.success)
        # → False
        with shop.transaction() as connection:
            print(connection.execute("from orders").fetchall())
            # → [(7, 40)]
# --8<-- [end:transaction]
