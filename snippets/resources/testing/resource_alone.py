"""Test a resource without any asset."""

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
def test_a_query_gives_rows() -> None:
    with dg.build_resources({"database": Database(path=":memory:")}) as shop:
        assert shop.database.query("select 7, 40") == [(7, 40)]


# --8<-- [end:test]
if __name__ == "__main__":
    test_a_query_gives_rows()
    print("passed")
    # → passed
