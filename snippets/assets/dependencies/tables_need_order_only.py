"""Make one table from another, and let the database pass the rows."""

import tempfile

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str

    def query(self, sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect(self.path) as connection:
            return connection.execute(sql).fetchall()


@dg.asset
def orders(database: Database) -> None:
    database.query("create or replace table orders as select 40 as amount")


@dg.asset(deps=[orders])
def revenue(database: Database) -> None:
    database.query(
        "create or replace table revenue as "
        "select sum(amount)::int as amount from orders"
    )


resources = {"database": Database(path="shop.duckdb")}
defs = dg.Definitions(assets=[orders, revenue], resources=resources)

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        database = Database(path=f"{folder}/shop.duckdb")
        dg.materialize([orders, revenue], resources={"database": database})
        print(database.query("from revenue"))
        # → [(40,)]
