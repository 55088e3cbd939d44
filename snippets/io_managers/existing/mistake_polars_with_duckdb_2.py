"""Polars frames stored by a library that does not know DuckDB 2."""

import tempfile

import dagster as dg
import polars as pl
from dagster_duckdb_polars import DuckDBPolarsIOManager


@dg.asset
def orders() -> pl.DataFrame:
    return pl.DataFrame({"amount": [40, 25]})


@dg.asset
def revenue(orders: pl.DataFrame) -> pl.DataFrame: ...


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        tables = DuckDBPolarsIOManager(
            database=f"{folder}/shop.duckdb", schema="tables"
        )
        dg.materialize([orders, revenue], resources={"io_manager": tables})
