"""Use a resource outside a run, opened and closed by Dagster."""

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

    def query(self, sql: str) -> list[tuple[object, ...]]:
        return self._connection.execute(sql).fetchall()


# --8<-- [start:use]
if __name__ == "__main__":
    with dg.build_resources({"database": Database(path=":memory:")}) as shop:
        print(shop.database.query("select 40 as amount"))
        # → [(40,)]
# --8<-- [end:use]
