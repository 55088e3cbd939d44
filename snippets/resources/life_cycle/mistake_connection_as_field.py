"""A connection declared as if it were configuration."""

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    connection: duckdb.DuckDBPyConnection


Database(connection=duckdb.connect(":memory:"))
