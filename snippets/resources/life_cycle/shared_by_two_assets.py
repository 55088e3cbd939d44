"""Share one open database between two assets of a run."""

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

    def query(self, sql: str) -> list[tuple[object, ...]]:
        return self._connection.execute(sql).fetchall()


# --8<-- [start:share]
@dg.asset
def orders(database: Database) -> None:
    database.query("create or replace table orders as select 40 as amount")


@dg.asset(deps=[orders])
def revenue(database: Database) -> None:
    print(database.query("select sum(amount) from orders"))
    # → [(40,)]


defs = dg.Definitions(
    assets=[orders, revenue],
    resources={"database": Database(path=":memory:")},
    executor=dg.in_process_executor,
)

if __name__ == "__main__":
    dg.materialize([orders, revenue], resources=defs.resources)
# --8<-- [end:share]
