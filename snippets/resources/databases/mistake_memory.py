"""A database in memory, with a connection for each asset."""

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str

    def query(self, sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect(self.path) as connection:
            return connection.execute(sql).fetchall()


@dg.asset
def orders(database: Database) -> None:
    database.query("create table order_lines as select 40 as amount")


@dg.asset(deps=[orders])
def revenue(database: Database) -> None:
    print(database.query("select sum(amount) from order_lines"))


if __name__ == "__main__":
    dg.materialize(
        [orders, revenue], resources={"database": Database(path=":memory:")}
    )
