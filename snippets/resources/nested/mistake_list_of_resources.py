"""A list of resources that nobody opens."""

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
    databases: list[Database]


@dg.asset
def revenue(report: Report) -> None:
    for database in report.databases:
        print(database.query("select 40 as amount"))


if __name__ == "__main__":
    report = Report(databases=[Database(path=":memory:")])
    dg.materialize([revenue], resources={"report": report})
