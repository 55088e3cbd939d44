"""Open and close a database in one method, as a context manager."""

# --8<-- [start:resource]
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
            print("opened")
            # → opened
            yield self
        print("closed")
        # → closed

    def query(self, sql: str) -> list[tuple[object, ...]]:
        return self._connection.execute(sql).fetchall()


# --8<-- [end:resource]
@dg.asset
def revenue(database: Database) -> None:
    print(database.query("select 40 as amount"))
    # → [(40,)]


if __name__ == "__main__":
    dg.materialize([revenue], resources={"database": Database(path=":memory:")})
