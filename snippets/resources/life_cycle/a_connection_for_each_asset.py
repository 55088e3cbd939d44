"""Open a connection where it is needed, and close it there."""

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str

    @contextmanager
    def connect(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with duckdb.connect(self.path) as connection:
            print("opened")
            # → opened
            yield connection
        print("closed")
        # → closed


@dg.asset
def revenue(database: Database) -> None:
    with database.connect() as connection:
        amounts = connection.execute("select 40 union select 25").fetchall()
    print("working for hours on", sorted(amounts))
    # → working for hours on [(25,), (40,)]


if __name__ == "__main__":
    dg.materialize([revenue], resources={"database": Database(path=":memory:")})
