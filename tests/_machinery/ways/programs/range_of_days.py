"""Days of which a run for a range tries what the pages say of ranges."""

import warnings

import dagster as dg
import pandas as pd
from dagster_duckdb_pandas import DuckDBPandasIOManager

from tests._machinery.ways.notes import note

warnings.filterwarnings("ignore", category=dg.PreviewWarning)
warnings.filterwarnings("ignore", category=dg.BetaWarning)
warnings.filterwarnings("ignore", category=DeprecationWarning)


class ClosesBadly(dg.ConfigurableResource):
    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        note(context.run_id, "closed badly")
        raise ValueError


days = dg.DailyPartitionsDefinition("2025-05-01", end_date="2025-05-04")
single = dg.BackfillPolicy.single_run()


@dg.asset(
    partitions_def=days,
    backfill_policy=single,
    metadata={"partition_expr": "strptime(day, '%Y-%m-%d')"},
)
def orders(
    context: dg.AssetExecutionContext, closes_badly: ClosesBadly
) -> pd.DataFrame:
    start, end = context.partition_time_window
    note(context.run.run_id, f"keys: {[*context.partition_keys]}")
    note(context.run.run_id, f"range: {[*context.partition_key_range]}")
    note(context.run.run_id, f"window: {start:%d} {end:%d}")
    note(context.run.run_id, f"has a key: {context.has_partition_key}")
    for row, day in enumerate(context.partition_keys):
        context.add_asset_metadata({"row": row}, partition_key=day)
    context.add_output_metadata({"rows": 3})
    return pd.DataFrame({"day": [*context.partition_keys]})


@dg.asset(partitions_def=days, backfill_policy=single, io_manager_key="files")
def revenue(context: dg.AssetExecutionContext, orders: pd.DataFrame) -> None:
    note(context.run.run_id, f"read: {sorted(orders['day'])}")


@dg.asset_check(asset=orders, partitions_def=days)
def of_a_range(
    context: dg.AssetCheckExecutionContext, orders: pd.DataFrame
) -> dg.AssetCheckResult:
    note(context.run.run_id, f"checked: {[*context.partition_keys]}")
    return dg.AssetCheckResult(passed=False)


defs = dg.Definitions(
    assets=[orders, revenue],
    asset_checks=[of_a_range],
    resources={
        "closes_badly": ClosesBadly(),
        "files": dg.FilesystemIOManager(),
        "io_manager": DuckDBPandasIOManager(
            database=dg.EnvVar("SHOP_DATABASE"), schema="sales"
        ),
    },
)
