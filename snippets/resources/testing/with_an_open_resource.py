"""Test an asset with a resource that is opened for the test."""

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
def revenue(context: dg.AssetExecutionContext, database: Database) -> int:
    return database.query("select sum(amount)::int from orders")[0][0]


def test_revenue_is_the_sum_of_all_amounts() -> None:
    resources = {"database": Database(path=":memory:")}
    with dg.build_asset_context(resources=resources) as context:
        database = context.resources.database
        database.query("create table orders as select unnest([40, 60]) amount")
        assert revenue(context) == 100


# --8<-- [end:test]
if __name__ == "__main__":
    test_revenue_is_the_sum_of_all_amounts()
    print("passed")
    # → passed
