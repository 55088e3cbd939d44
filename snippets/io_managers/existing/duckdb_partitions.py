"""Store the days of an asset as rows of one table."""

import tempfile

import dagster as dg
import duckdb
import pandas as pd
from dagster_duckdb_pandas import DuckDBPandasIOManager


@dg.asset(
    partitions_def=dg.DailyPartitionsDefinition("2026-01-01"),
    metadata={"partition_expr": "day"},
)
def orders(context: dg.AssetExecutionContext) -> pd.DataFrame:
    day = pd.Timestamp(context.partition_key)
    return pd.DataFrame({"day": [day], "amount": [40 + day.day]})


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        file = f"{folder}/shop.duckdb"
        tables = DuckDBPandasIOManager(database=file, schema="tables")
        for day in ["2026-01-01", "2026-01-02", "2026-01-01"]:
            dg.materialize(
                [orders], partition_key=day, resources={"io_manager": tables}
            )
        with duckdb.connect(file) as connection:
            rows = connection.execute("from tables.orders order by day")
            for day, amount in rows.fetchall():
                print(day.date(), amount)
                # → 2026-01-01 41
                # → 2026-01-02 42
