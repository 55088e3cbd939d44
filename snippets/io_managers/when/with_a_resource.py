"""Compute a revenue from orders and store both through a resource."""

import tempfile

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str

    def connect(self) -> duckdb.DuckDBPyConnection:
        return duckdb.connect(self.path)


@dg.asset
def orders(database: Database) -> None:
    amounts = "select unnest([40, 2]) as amount"
    with database.connect() as shop:
        shop.sql(f"create or replace table orders as {amounts}")


@dg.asset(deps=[orders])
def revenue(database: Database) -> None:
    total = "select sum(amount) from orders"
    with database.connect() as shop:
        shop.sql(f"create or replace table revenue as {total}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        database = Database(path=f"{folder}/shop.duckdb")
        dg.materialize([orders, revenue], resources={"database": database})
        with database.connect() as shop:
            print(shop.sql("from revenue").fetchall())
            # → [(42,)]
