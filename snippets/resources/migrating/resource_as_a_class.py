"""The same database as a class."""

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg
import duckdb
from pydantic import PrivateAttr


class Database(dg.ConfigurableResource):
    path: str
    _connection: duckdb.DuckDBPyConnection = PrivateAttr()

    @contextmanager
    def yield_for_execution(
        self, context: dg.InitResourceContext
    ) -> Iterator["Database"]:
        with duckdb.connect(self.path) as self._connection:
            yield self

    def query(self, sql: str) -> list[tuple[object, ...]]:
        return self._connection.execute(sql).fetchall()


@dg.asset
def revenue(database: Database) -> None:
    print(database.query("select 40 + 25"))
    # → [(65,)]


defs = dg.Definitions(
    assets=[revenue],
    resources={"database": Database(path=":memory:")},
)

if __name__ == "__main__":
    dg.materialize([revenue], resources=defs.resources)
