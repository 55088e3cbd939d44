"""A definition that stops one day before the last."""

import dagster as dg

may = dg.DailyPartitionsDefinition(
    start_date="2025-05-01", end_date="2025-05-31"
)


@dg.asset(partitions_def=may)
def daily_revenue() -> None: ...


dg.materialize([daily_revenue], partition_key="2025-05-31")
