"""Cut days at midnight in Berlin, even when the clocks change."""

import dagster as dg

days = dg.DailyPartitionsDefinition(
    start_date="2025-01-01", timezone="Europe/Berlin"
)


@dg.asset(partitions_def=days)
def daily_revenue(context: dg.AssetExecutionContext) -> None:
    start, end = context.partition_time_window
    hours = (end.timestamp() - start.timestamp()) / 3600
    print(f"{start} to {end}: {hours:g} hours")
    # → 2025-03-29 00:00:00+01:00 to 2025-03-30 00:00:00+01:00: 24 hours
    # → 2025-03-30 00:00:00+01:00 to 2025-03-31 00:00:00+02:00: 23 hours
    # → 2025-10-26 00:00:00+02:00 to 2025-10-27 00:00:00+01:00: 25 hours


if __name__ == "__main__":
    for key in ("2025-03-29", "2025-03-30", "2025-10-26"):
        dg.materialize([daily_revenue], partition_key=key)
