"""A price that depends on the sales of the day before, in a circle."""

import dagster as dg

days = dg.DailyPartitionsDefinition(start_date="2025-05-01")
day_before = dg.TimeWindowPartitionMapping(start_offset=-1, end_offset=-1)


@dg.asset(
    partitions_def=days,
    deps=[dg.AssetDep("orders", partition_mapping=day_before)],
)
def prices() -> None: ...


@dg.asset(partitions_def=days, deps=[prices])
def orders() -> None: ...


defs = dg.Definitions(assets=[prices, orders])

if __name__ == "__main__":
    try:
        dg.Definitions.validate_loadable(defs)
    except ValueError as error:
        print(str(error).partition(":")[0])
        # → Circular dependencies exist among these items
