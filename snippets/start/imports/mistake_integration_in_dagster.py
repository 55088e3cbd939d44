"""An integration looked for in Dagster itself."""

import dagster as dg

database = dg.DuckDBResource(database="shop.duckdb")

if __name__ == "__main__":
    print(database.database)
