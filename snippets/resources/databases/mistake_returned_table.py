"""A DuckDB relation returned from an asset."""

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str


@dg.asset
def orders(database: Database) -> duckdb.DuckDBPyRelation:
    connection = duckdb.connect(database.path)
    return connection.sql("select 7 as id, 40 as amount")


if __name__ == "__main__":
    dg.materialize([orders], resources={"database": Database(path=":memory:")})
