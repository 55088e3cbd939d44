"""A key built from a time that is not the start of a window."""

from datetime import UTC, datetime

import dagster as dg

ORDER = datetime(2025, 5, 1, 9, 40, tzinfo=UTC)

hours = dg.HourlyPartitionsDefinition(start_date="2025-05-01-00:00")


@dg.asset(partitions_def=hours)
def hourly_orders(context: dg.AssetExecutionContext) -> None:
    print("ordered at", ORDER)
    # → ordered at 2025-05-01 09:40:00+00:00
    print("counted from", context.partition_time_window.start)
    # → counted from 2025-05-01 10:00:00+00:00


if __name__ == "__main__":
    dg.materialize([hourly_orders], partition_key=f"{ORDER:{hours.fmt}}")
