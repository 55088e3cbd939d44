"""One database given to an asset and a report, and opened twice."""

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


class Report(dg.ConfigurableResource):
    database: Database


# --8<-- [start:share]
@dg.asset
def revenue(database: Database, report: Report) -> None:
    database.query("create table sales as select 40 as amount")
    print(report.database.query("select sum(amount) from sales"))


database = Database(path=":memory:")
shop = {"database": database, "report": Report(database=database)}

if __name__ == "__main__":
    dg.materialize([revenue], resources=shop)
# --8<-- [end:share]
