"""Keep the tables of several assets in one DuckDB file."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str

    @contextmanager
    def connect(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with duckdb.connect(self.path) as connection:
            yield connection


@dg.asset
def orders(database: Database) -> None:
    with database.connect() as connection:
        connection.execute(
            "create or replace table orders as from (values "
            "(1, '2026-01-01', 40), (2, '2026-01-01', 60), "
            "(3, '2026-01-02', 25)) as rows (id, day, amount)"
        )


@dg.asset(deps=[orders])
def daily_revenue(database: Database) -> None:
    with database.connect() as connection:
        connection.execute(
            "create or replace table daily_revenue as "
            "select day, sum(amount)::int as amount from orders group by day"
        )


defs = dg.Definitions(
    assets=[orders, daily_revenue],
    resources={"database": Database(path="shop.duckdb")},
)

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        shop = Database(path=f"{folder}/shop.duckdb")
        dg.materialize([orders, daily_revenue], resources={"database": shop})
        with shop.connect() as connection:
            print(
                connection.execute("from daily_revenue order by 1").fetchall()
            )
            # → [('2026-01-01', 100), ('2026-01-02', 25)]
