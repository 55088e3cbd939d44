"""Rows with a primary key, which no second run can insert."""

from tempfile import TemporaryDirectory

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str


@dg.asset
def orders(database: Database) -> None:
    with duckdb.connect(database.path) as connection:
        connection.execute(
            "create table if not exists orders (id int primary key, amount int)"
        )
        connection.execute("insert into orders values (1, 25), (2, 40)")
    raise ConnectionError("the shop does not answer")


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        resources = {"database": Database(path=f"{folder}/shop.duckdb")}
        dg.materialize([orders], resources=resources, raise_on_error=False)
        dg.materialize([orders], resources=resources)
