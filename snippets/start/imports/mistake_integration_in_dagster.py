"""An integration looked for in Dagster itself."""

import dagster as dg

database = dg.DuckDBResource(database="shop.duckdb")
