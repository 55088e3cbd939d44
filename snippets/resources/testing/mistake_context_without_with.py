"""A context without `with`, for a resource that opens and closes."""

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

    def query(self, sql: str) -> list[tuple[int, ...]]:
        return self._connection.execute(sql).fetchall()


# --8<-- [start:test]
@dg.asset
def revenue(database: Database) -> int:
    return database.query("select 40")[0][0]


def test_revenue() -> None:
    database = Database(path=":memory:")
    context = dg.build_asset_context(resources={"database": database})
    assert revenue(context) == 40


# --8<-- [end:test]
if __name__ == "__main__":
    test_revenue()
