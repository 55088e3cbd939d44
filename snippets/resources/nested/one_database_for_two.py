"""Share one open database between two resources."""

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
    # → [(40,)]


database = Database.configure_at_launch(path=":memory:")
defs = dg.Definitions(
    assets=[orders, revenue],
    resources={
        "database": database,
        "loader": Import(database=database),
        "report": Report(database=database),
    },
    executor=dg.in_process_executor,
)

if __name__ == "__main__":
    dg.materialize([orders, revenue], resources=defs.resources)
