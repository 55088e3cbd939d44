"""One dimension too many."""

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-05-01")
regions = dg.StaticPartitionsDefinition(["north", "south"])
products = dg.StaticPartitionsDefinition(["tea", "coffee"])

dg.MultiPartitionsDefinition(
    {"day": days, "region": regions, "product": products}
)
