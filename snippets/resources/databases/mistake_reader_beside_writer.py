"""A read-only connection while this process still writes."""

import tempfile

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str


@dg.asset
def orders(database: Database) -> None:
    with (
        duckdb.connect(database.path) as writer,
        duckdb.connect(database.path, read_only=True) as reader,
    ):
        writer.execute("create table orders as select 40 as amount")
        print(reader.execute("from orders").fetchall())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        shop = Database(path=f"{folder}/shop.duckdb")
        dg.materialize([orders], resources={"database": shop})
