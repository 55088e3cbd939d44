"""A schema with the name of the database file."""

import tempfile

import dagster as dg
import pandas as pd
from dagster_duckdb_pandas import DuckDBPandasIOManager


@dg.asset
def orders() -> pd.DataFrame:
    return pd.DataFrame({"amount": [40, 25]})


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        tables = DuckDBPandasIOManager(
            database=f"{folder}/shop.duckdb", schema="shop"
        )
        dg.materialize([orders], resources={"io_manager": tables})
