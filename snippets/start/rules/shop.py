"""A small project that keeps the rules: a database, two assets, one day."""

import tempfile
from typing import Any

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str

    def query(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with duckdb.connect(self.path) as connection:
            return connection.execute(sql, values).fetchall()


days = dg.DailyPartitionsDefinition(start_date="2026-01-05")


@dg.asset(partitions_def=days)
def orders(
    context: dg.AssetExecutionContext, database: Database
) -> dg.MaterializeResult:
    day = context.partition_key
    database.query("create table if not exists orders (day text, amount int)")
    database.query("delete from orders where day = ?", day)
    database.query("insert into orders values (?, 40), (?, 25)", day, day)
    return dg.MaterializeResult(metadata={"dagster/row_count": 2})


@dg.asset(partitions_def=days, deps=[orders])
def revenue(context: dg.AssetExecutionContext, database: Database) -> int:
    sql = "select sum(amount) from orders where day = ?"
    return int(database.query(sql, context.partition_key)[0][0])


defs = dg.Definitions(
    assets=[orders, revenue],
    resources={"database": Database(path="shop.duckdb")},
)

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        test = {"database": Database(path=f"{folder}/shop.duckdb")}
        for _ in range(2):
            result = dg.materialize(
                [orders, revenue], partition_key="2026-01-05", resources=test
            )
            print(result.output_for_node("revenue"))
            # → 65
            # → 65
