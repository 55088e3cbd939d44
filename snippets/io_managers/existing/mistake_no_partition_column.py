"""A partitioned table that does not say which column is the partition."""

import tempfile

import dagster as dg
import pandas as pd
from dagster_duckdb_pandas import DuckDBPandasIOManager


@dg.asset(partitions_def=dg.DailyPartitionsDefinition("2026-01-01"))
def orders(context: dg.AssetExecutionContext) -> pd.DataFrame:
    day = pd.Timestamp(context.partition_key)
    return pd.DataFrame({"day": [day], "amount": [40]})


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        tables = DuckDBPandasIOManager(database=f"{folder}/shop.duckdb")
        dg.materialize(
            [orders],
            partition_key="2026-01-01",
            resources={"io_manager": tables},
        )
