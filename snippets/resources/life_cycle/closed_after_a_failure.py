"""Close a database although an asset failed."""

import dagster as dg
import duckdb
from pydantic import PrivateAttr


class Database(dg.ConfigurableResource):
    path: str
    _connection: duckdb.DuckDBPyConnection = PrivateAttr()

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        self._connection = duckdb.connect(self.path)

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        self._connection.close()
        print("closed")
        # → closed


@dg.asset
def revenue(database: Database) -> None:
    raise ValueError("an order without an amount")


if __name__ == "__main__":
    database = Database(path=":memory:")
    try:
        dg.materialize([revenue], resources={"database": database})
    except ValueError as error:
        print("failed:", error)
        # → failed: an order without an amount
