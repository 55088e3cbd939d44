"""A stock that depends on itself, without saying on which day."""

import dagster as dg

days = dg.DailyPartitionsDefinition(start_date="2025-05-01")


@dg.asset(partitions_def=days)
def stock(stock: int | None) -> int:
    return (stock or 0) + 40


defs = dg.Definitions(assets=[stock])
