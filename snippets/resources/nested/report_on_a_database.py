"""Give a resource another resource, opened before it and closed after it."""

import dagster as dg
import duckdb
from pydantic import PrivateAttr


class Database(dg.ConfigurableResource):
    path: str
    _connection: duckdb.DuckDBPyConnection = PrivateAttr()

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        print("database opened")
        # → database opened
        self._connection = duckdb.connect(self.path)

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        print("database closed")
        # → database closed
        self._connection.close()

    def query(self, sql: str) -> list[tuple[object, ...]]:
        return self._connection.execute(sql).fetchall()


class Report(dg.ConfigurableResource):
    database: Database
    currency: str

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        print("report opened")
        # → report opened
        self.database.query("create table orders as select 40 as amount")

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        print("report closed")
        # → report closed

    def total(self) -> str:
        [(amount,)] = self.database.query("select sum(amount) from orders")
        return f"{amount} {self.currency}"


@dg.asset
def revenue(report: Report) -> None:
    print(report.total())
    # → 40 EUR


database = Database.configure_at_launch(path=":memory:")
shop = {
    "database": database,
    "report": Report(database=database, currency="EUR"),
}
defs = dg.Definitions(assets=[revenue], resources=shop)

if __name__ == "__main__":
    dg.materialize([revenue], resources=defs.resources)
