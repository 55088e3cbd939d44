"""A connection opened whenever the object is built, and never closed."""

import dagster as dg
import duckdb
from pydantic import PrivateAttr


class Database(dg.ConfigurableResource):
    _connection: duckdb.DuckDBPyConnection = PrivateAttr()

    def model_post_init(self, context: object) -> None:
        self._connection = duckdb.connect()
        print("opened")
        # → opened
        # → opened
        # → opened
        # → opened


@dg.asset
def orders(database: Database) -> None: ...


if __name__ == "__main__":
    dg.materialize([orders], resources={"database": Database()})
