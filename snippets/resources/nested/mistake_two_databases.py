"""One database given to two resources, and opened twice."""

import dagster as dg
import duckdb
from pydantic import PrivateAttr


class Database(dg.ConfigurableResource):
    path: str
    _connection: duckdb.DuckDBPyConnection = PrivateAttr()

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        self._connection = duckdb.connect(self.path)

    def query(self, sql: str) -> list[tuple[object, ...]]:
        return self._connection.execute(sql).fetchall()


class Import(dg.ConfigurableResource):
    database: Database


class Report(dg.ConfigurableResource):
    database: Database


@dg.asset
def orders(loader: Import) -> None:
    loader.database.query("create table sales as select 40 as amount")


@dg.asset(deps=[orders])
def revenue(report: Report) -> None:
    print(report.database.query("select sum(amount) from sales"))


# --8<-- [start:share]
database = Database(path=":memory:")
resources = {
    "database": database,
    "loader": Import(database=database),
    "report": Report(database=database),
}

if __name__ == "__main__":
    dg.materialize([orders, revenue], resources=resources)
# --8<-- [end:share]
