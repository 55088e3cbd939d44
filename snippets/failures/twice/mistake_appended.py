"""Rows that each try of an asset appends."""

from tempfile import TemporaryDirectory

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str


@dg.asset(retry_policy=dg.RetryPolicy(max_retries=1))
def orders(context: dg.AssetExecutionContext, database: Database) -> None:
    with duckdb.connect(database.path) as connection:
        connection.execute("create table if not exists orders (amount int)")
        connection.execute("insert into orders values (25), (40)")
    if context.retry_number == 0:
        raise ConnectionError("the shop does not answer")


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        database = Database(path=f"{folder}/shop.duckdb")
        run = dg.materialize([orders], resources={"database": database})
        print("success:", run.success)
        # → success: True
        with duckdb.connect(database.path) as connection:
            print(connection.execute("from orders order by all").fetchall())
            # → [(25,), (25,), (40,), (40,)]
