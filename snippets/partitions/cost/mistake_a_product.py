"""A year of hours for each of 500 customers."""

import dagster as dg

hours = dg.HourlyPartitionsDefinition("2024-01-01-00:00", "2025-01-01-00:00")
customers = dg.StaticPartitionsDefinition([f"{i:03}" for i in range(500)])
each = dg.MultiPartitionsDefinition({"hour": hours, "customer": customers})


@dg.asset(partitions_def=each)
def revenue(context: dg.AssetExecutionContext) -> None: ...


if __name__ == "__main__":
    keys = len(hours.get_partition_keys()) * len(customers.get_partition_keys())
    print(f"{keys:,} runs, or {keys / 24 / 3600:.0f} days of one run a second")
    # → 4,392,000 runs, or 51 days of one run a second
