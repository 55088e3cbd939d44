"""A key built from a time that is not the start of a window."""

from datetime import UTC, datetime

import dagster as dg

ORDER = datetime(2025, 5, 1, 9, 40, tzinfo=UTC)

hours = dg.HourlyPartitionsDefinition(
    start_date="2025-05-01-00:00", end_date="2025-06-01-00:00"
)


@dg.asset(partitions_def=hours)
def hourly_orders(context: dg.AssetExecutionContext) -> None:
    window = context.partition_time_window
    print(f"{window.start:%H:%M} to {window.end:%H:%M}")
    # → 10:00 to 11:00
    print(window.start <= ORDER < window.end)
    # → False


if __name__ == "__main__":
    dg.materialize([hourly_orders], partition_key=f"{ORDER:{hours.fmt}}")
