"""Regions that depend on days, without saying which days."""

import dagster as dg

days = dg.DailyPartitionsDefinition(start_date="2025-05-01")
regions = dg.StaticPartitionsDefinition(["north", "south"])


@dg.asset(partitions_def=days)
def orders() -> None: ...


@dg.asset(partitions_def=regions, deps=[orders])
def revenue() -> None: ...


if __name__ == "__main__":
    defs = dg.Definitions(assets=[orders, revenue])
    dg.Definitions.validate_loadable(defs)
