"""Go from days to days by region, and back."""

import dagster as dg

days = dg.DailyPartitionsDefinition(start_date="2025-05-01")
regions = dg.StaticPartitionsDefinition(["north", "south"])
both = dg.MultiPartitionsDefinition({"day": days, "region": regions})


@dg.asset(partitions_def=days)
def prices() -> None: ...


# --8<-- [start:assets]
@dg.asset(partitions_def=both, deps=[prices])
def revenue(context: dg.AssetExecutionContext) -> None:
    print(context.asset_partition_keys_for_input("prices"))
    # → ['2025-05-02']


@dg.asset(partitions_def=days, deps=[revenue])
def daily_revenue(context: dg.AssetExecutionContext) -> None:
    print(sorted(context.asset_partition_keys_for_input("revenue")))
    # → ['2025-05-02|north', '2025-05-02|south']


if __name__ == "__main__":
    assets = [prices, revenue, daily_revenue]
    dg.materialize(
        assets, selection=[revenue], partition_key="2025-05-02|north"
    )
    dg.materialize(
        assets, selection=[daily_revenue], partition_key="2025-05-02"
    )
# --8<-- [end:assets]
