"""One dimension too many."""

import dagster as dg

dg.MultiPartitionsDefinition(
    {
        "day": dg.DailyPartitionsDefinition(start_date="2025-05-01"),
        "region": dg.StaticPartitionsDefinition(["north", "south"]),
        "product": dg.StaticPartitionsDefinition(["tea", "coffee"]),
    }
)
