"""Store each asset as a table in DuckDB, and load it as a data frame."""

import tempfile

import dagster as dg
import duckdb
import pandas as pd
from dagster_duckdb_pandas import DuckDBPandasIOManager


@dg.asset
def orders() -> pd.DataFrame:
    return pd.DataFrame({"customer": ["Ada", "Grace"], "amount": [40, 25]})


@dg.asset
def revenue(orders: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"amount": [orders["amount"].sum()]})


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        file = f"{folder}/shop.duckdb"
        tables = DuckDBPandasIOManager(database=file, schema="tables")
        dg.materialize([orders, revenue], resources={"io_manager": tables})
        with duckdb.connect(file) as connection:
            print(connection.execute("from tables.revenue").fetchall())
            # → [(65,)]
