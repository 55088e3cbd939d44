"""A DuckDB relation returned from an asset."""

import dagster as dg
import duckdb


@dg.asset
def orders() -> duckdb.DuckDBPyRelation:
    return duckdb.sql("select 7 as id, 40 as amount")


if __name__ == "__main__":
    dg.materialize([orders])
