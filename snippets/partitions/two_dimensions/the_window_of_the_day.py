"""Read the time window of a key that has a day and a region."""

import dagster as dg

days_and_regions = dg.MultiPartitionsDefinition(
    {
        "day": dg.DailyPartitionsDefinition(start_date="2025-05-01"),
        "region": dg.StaticPartitionsDefinition(["north", "south"]),
    }
)


# --8<-- [start:asset]
@dg.asset(partitions_def=days_and_regions)
def revenue(context: dg.AssetExecutionContext) -> None:
    window = context.partition_time_window
    print(f"{window.start:%d.%m. %H:%M} to {window.end:%d.%m. %H:%M}")
    # → 01.05. 00:00 to 02.05. 00:00


if __name__ == "__main__":
    dg.materialize([revenue], partition_key="2025-05-01|north")
# --8<-- [end:asset]
