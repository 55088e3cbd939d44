"""Run requests that are made after their database was closed."""

from collections.abc import Iterator

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


@dg.asset
def revenue() -> None: ...


# --8<-- [start:use]
@dg.sensor(target=[revenue])
def new_orders(database: Database) -> Iterator[dg.RunRequest]:
    for (number,) in database.query("select 7 as id"):
        yield dg.RunRequest(run_key=str(number))


shop = {"database": Database(path=":memory:")}

if __name__ == "__main__":
    with dg.build_sensor_context(resources=shop) as context:
        requests = new_orders(context)
    assert isinstance(requests, Iterator)
    print(list(requests))
# --8<-- [end:use]
