"""Share one open database between an asset and a report."""

import dagster as dg
import duckdb
from pydantic import PrivateAttr


class Database(dg.ConfigurableResource):
    path: str
    _connection: duckdb.DuckDBPyConnection = PrivateAttr()

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        print("opened", self.path)
        # → opened :memory:
        self._connection = duckdb.connect(self.path)

    def query(self, sql: str) -> list[tuple[object, ...]]:
        return self._connection.execute(sql).fetchall()


class Report(dg.ConfigurableResource):
    database: Database


@dg.asset
def revenue(database: Database, report: Report) -> None:
    database.query("create table sales as select 40 as amount")
    print(report.database.query("select sum(amount) from sales"))
    # → [(40,)]


database = Database.configure_at_launch(path=":memory:")
shop = {"database": database, "report": Report(database=database)}
defs = dg.Definitions(assets=[revenue], resources=shop)

if __name__ == "__main__":
    dg.materialize([revenue], resources=shop)
