"""Depend on an asset and read only what you need of it."""

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
    database.query(
        "create or replace table orders as "
        "select * from (values (1, 40), (2, 25)) as rows(id, amount)"
    )


# --8<-- [start:read]
@dg.asset(deps=[orders])
def revenue(database: Database) -> None:
    print(database.query("select sum(amount) from orders"))
    # → [(65,)]


# --8<-- [end:read]
if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        database = Database(path=f"{folder}/shop.duckdb")
        dg.materialize([orders, revenue], resources={"database": database})
