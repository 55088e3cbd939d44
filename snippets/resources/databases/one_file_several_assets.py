"""Keep the tables of several assets in one DuckDB file."""

import tempfile

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str

    def connect(self) -> duckdb.DuckDBPyConnection:
        return duckdb.connect(self.path)


@dg.asset
def orders(database: Database) -> None:
    with database.connect() as shop:
        shop.execute("create or replace table orders as select 40 as amount")


@dg.asset(deps=[orders])
def revenue(database: Database) -> None:
    with database.connect() as shop:
        shop.execute(
            "create or replace table revenue as select sum(amount) from orders"
        )


resources = {"database": Database(path="shop.duckdb")}
defs = dg.Definitions(assets=[orders, revenue], resources=resources)

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        database = Database(path=f"{folder}/shop.duckdb")
        dg.materialize([orders, revenue], resources={"database": database})
        with database.connect() as shop:
            print(shop.execute("from revenue").fetchall())
            # → [(40,)]
