"""Close the connection of DuckDBResource after a failure too."""

from contextlib import closing

import dagster as dg
import duckdb
from dagster_duckdb import DuckDBResource

opened: list[duckdb.DuckDBPyConnection] = []


# --8<-- [start:closing]
@dg.asset
def orders(database: DuckDBResource) -> None:
    with database.get_connection() as opening, closing(opening) as connection:
        opened.append(connection)
        raise ValueError("no orders today")


# --8<-- [end:closing]
if __name__ == "__main__":
    dg.materialize(
        [orders],
        resources={"database": DuckDBResource(database=":memory:")},
        raise_on_error=False,
    )
    try:
        opened[0].execute("select 'still open'")
    except duckdb.ConnectionException:
        print("closed")
        # → closed
