"""A database connection handed to an IO manager as if it were data."""

import tempfile

import dagster as dg
import duckdb


@dg.asset
def orders() -> duckdb.DuckDBPyConnection:
    shop = duckdb.connect()
    shop.sql("create table orders as select unnest([40, 2]) as amount")
    return shop


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        dg.materialize(
            [orders],
            resources={"io_manager": dg.FilesystemIOManager(base_dir=folder)},
        )
