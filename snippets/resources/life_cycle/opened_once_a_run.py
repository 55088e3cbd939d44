"""Open a database once per run and close it at the end."""

import dagster as dg
import duckdb
from pydantic import PrivateAttr


class Database(dg.ConfigurableResource):
    path: str
    _connection: duckdb.DuckDBPyConnection = PrivateAttr()

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        self._connection = duckdb.connect(self.path)
        print("opened")
        # → opened

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        self._connection.close()
        print("closed")
        # → closed

    def query(self, sql: str) -> list[tuple[object, ...]]:
        return self._connection.execute(sql).fetchall()


@dg.asset
def revenue(database: Database) -> None:
    print(database.query("select 40 as amount"))
    # → [(40,)]


defs = dg.Definitions(
    assets=[revenue], resources={"database": Database(path=":memory:")}
)

if __name__ == "__main__":
    dg.materialize([revenue], resources=defs.resources)
