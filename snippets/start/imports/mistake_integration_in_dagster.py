"""An integration looked for in Dagster itself."""

import dagster as dg

if __name__ == "__main__":
    print(dg.DuckDBResource(database="shop.duckdb").database)
