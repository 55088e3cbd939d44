"""Find the hour before without listing all hours."""

import dagster as dg

hours = dg.HourlyPartitionsDefinition("2024-11-01-00:00", "2025-01-01-00:00")


# --8<-- [start:asset]
@dg.asset(partitions_def=hours)
def growth(context: dg.AssetExecutionContext) -> str:
    start, end = context.partition_time_window
    before = start - (end - start)
    return f"{before:%Y-%m-%d-%H:%M}"


# --8<-- [end:asset]

if __name__ == "__main__":
    context = dg.build_asset_context(partition_key="2024-12-24-00:00")
    print(growth(context))
    # → 2024-12-23-23:00
