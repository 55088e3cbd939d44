"""One run for two assets with different keys."""

import dagster as dg

days = dg.DailyPartitionsDefinition(start_date="2025-05-01")
weeks = dg.WeeklyPartitionsDefinition(start_date="2025-05-01")


@dg.asset(partitions_def=days)
def orders() -> None: ...


@dg.asset(partitions_def=weeks, deps=[orders])
def weekly_orders() -> None: ...


if __name__ == "__main__":
    dg.materialize([orders, weekly_orders], partition_key="2025-05-04")
