"""Say how many runs a backfill in Dagster's UI takes."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", "Parameter `backfill_policy`")

days = dg.DailyPartitionsDefinition("2025-05-01", end_date="2025-05-05")


@dg.asset(partitions_def=days)
def orders(context: dg.AssetExecutionContext) -> None:
    print(context.partition_key)


@dg.asset(partitions_def=days, backfill_policy=dg.BackfillPolicy.multi_run(3))
def customers(context: dg.AssetExecutionContext) -> None:
    print(*context.partition_keys)


@dg.asset(partitions_def=days, backfill_policy=dg.BackfillPolicy.single_run())
def daily_revenue(context: dg.AssetExecutionContext) -> None:
    print(*context.partition_keys)


defs = dg.Definitions(
    assets=[orders, customers, daily_revenue], executor=dg.in_process_executor
)
