"""A read-only connection while this process still writes."""

import tempfile

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str


@dg.asset
def revenue(database: Database) -> None:
    with (
        duckdb.connect(database.path) as writer,
        duckdb.connect(database.path, read_only=True) as reader,
    ):
        amount = reader.execute("select sum(amount) from orders").fetchone()
        writer.execute("insert into revenue values (?)", amount)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        shop = Database(path=f"{folder}/shop.duckdb")
        dg.materialize([revenue], resources={"database": shop})
