"""A list handed to an IO manager that stores data frames."""

import tempfile

import dagster as dg
from dagster_duckdb_pandas import DuckDBPandasIOManager


@dg.asset
def orders() -> list[int]:
    return [40, 25]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        tables = DuckDBPandasIOManager(database=f"{folder}/shop.duckdb")
        dg.materialize([orders], resources={"io_manager": tables})
