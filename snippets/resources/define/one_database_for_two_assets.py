"""Share one database between two assets."""

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
    database.query("""
        create or replace table orders as
        from (values (1, 'Ada', 40), (2, 'Grace', 25), (3, 'Ada', 10))
        orders(id, customer, amount)
    """)


@dg.asset(deps=[orders])
def revenue(database: Database) -> None:
    database.query("""
        create or replace table revenue as
        select customer, sum(amount) as amount from orders group by customer
    """)


defs = dg.Definitions(
    assets=[orders, revenue],
    resources={"database": Database(path="shop.duckdb")},
)

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        database = Database(path=f"{folder}/shop.duckdb")
        dg.materialize([orders, revenue], resources={"database": database})
        for row in database.query("from revenue order by customer"):
            print(row)
            # → ('Ada', 50)
            # → ('Grace', 25)
