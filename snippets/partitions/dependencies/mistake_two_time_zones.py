"""Days of Berlin that read days of UTC."""

import dagster as dg

days = dg.DailyPartitionsDefinition(start_date="2025-05-01")
berlin_days = dg.DailyPartitionsDefinition(
    start_date="2025-05-01", timezone="Europe/Berlin"
)


@dg.asset(partitions_def=days)
def orders() -> None: ...


@dg.asset(partitions_def=berlin_days, deps=[orders])
def revenue(context: dg.AssetExecutionContext) -> None:
    print(context.asset_partition_keys_for_input("orders"))


if __name__ == "__main__":
    dg.materialize(
        [orders, revenue], selection=[revenue], partition_key="2025-05-02"
    )
