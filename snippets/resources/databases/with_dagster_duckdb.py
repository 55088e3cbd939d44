"""Use the DuckDB resource that comes with Dagster."""

import tempfile

import dagster as dg
from dagster_duckdb import DuckDBResource


@dg.asset
def orders(database: DuckDBResource) -> None:
    with database.get_connection() as connection:
        connection.execute(
            "create or replace table orders as select 40 as amount"
        )


@dg.asset(deps=[orders])
def revenue(database: DuckDBResource) -> None:
    with database.get_connection() as connection:
        print(connection.execute("select sum(amount) from orders").fetchall())
        # → [(40,)]


defs = dg.Definitions(
    assets=[orders, revenue],
    resources={"database": DuckDBResource(database="shop.duckdb")},
)

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        shop = DuckDBResource(database=f"{folder}/shop.duckdb")
        dg.materialize([orders, revenue], resources={"database": shop})
