"""Dagster as `dg`, and an integration under its own name."""

import tempfile

import dagster as dg
from dagster_duckdb import DuckDBResource


@dg.asset
def orders(database: DuckDBResource) -> None:
    with database.get_connection() as connection:
        connection.execute("create table orders as select 40 as amount")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        database = DuckDBResource(database=f"{folder}/shop.duckdb")
        dg.materialize([orders], resources={"database": database})
        with database.get_connection() as connection:
            print(connection.execute("from orders").fetchall())
            # → [(40,)]
