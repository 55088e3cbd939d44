"""A connection that an asset's failure leaves open."""

import dagster as dg
import duckdb
from dagster_duckdb import DuckDBResource

opened: list[duckdb.DuckDBPyConnection] = []


@dg.asset
def orders(database: DuckDBResource) -> None:
    with database.get_connection() as connection:
        opened.append(connection)
        raise ValueError("no orders today")


if __name__ == "__main__":
    dg.materialize(
        [orders],
        resources={"database": DuckDBResource(database=":memory:")},
        raise_on_error=False,
    )
    print(opened[0].execute("select 'still open'").fetchall())
    # → [('still open',)]
