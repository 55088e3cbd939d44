"""Check one day of a table with a query."""

import tempfile
import warnings

import dagster as dg
import duckdb

warnings.filterwarnings("ignore", category=dg.PreviewWarning)


class Database(dg.ConfigurableResource):
    path: str

    def query(self, sql: str) -> list[tuple[str, ...]]:
        with duckdb.connect(self.path) as connection:
            return connection.execute(sql).fetchall()


days = dg.StaticPartitionsDefinition(["monday", "tuesday"])


@dg.asset(partitions_def=days)
def orders(database: Database) -> None:
    database.query("create or replace table orders as select 'monday' as day")


# --8<-- [start:check]
@dg.asset_check(asset=orders, partitions_def=days)
def not_empty(
    context: dg.AssetCheckExecutionContext, database: Database
) -> dg.AssetCheckResult:
    rows = database.query(f"from orders where day = '{context.partition_key}'")
    return dg.AssetCheckResult(passed=len(rows) > 0)


# --8<-- [end:check]
if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        shop = {"database": Database(path=f"{folder}/shop.duckdb")}
        for day in days.get_partition_keys():
            result = dg.materialize(
                [orders, not_empty], resources=shop, partition_key=day
            )
            print(day, result.get_asset_check_evaluations()[0].passed)
            # → monday True
            # → tuesday False
