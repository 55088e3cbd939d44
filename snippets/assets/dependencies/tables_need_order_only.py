"""Make one table from another, and let the database pass the rows."""

import tempfile
from pathlib import Path

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
        "from (values ('mon', 40), ('mon', 60), ('tue', 25)) t(day, amount)"
    )


@dg.asset(deps=[orders])
def daily_revenue(database: Database) -> None:
    database.query(
        "create or replace table daily_revenue as "
        "select day, sum(amount) as amount from orders group by day"
    )


defs = dg.Definitions(
    assets=[orders, daily_revenue],
    resources={"database": Database(path="shop.duckdb")},
)

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        database = Database(path=str(Path(folder) / "shop.duckdb"))
        dg.materialize(
            [orders, daily_revenue], resources={"database": database}
        )
        print(database.query("from daily_revenue order by day"))
        # → [('mon', 100), ('tue', 25)]
