"""A week that begins before the first day."""

import dagster as dg

days = dg.DailyPartitionsDefinition(start_date="2025-05-01")
weeks = dg.WeeklyPartitionsDefinition(start_date="2025-04-28", day_offset=1)


@dg.asset(partitions_def=days)
def orders() -> None: ...


@dg.asset(partitions_def=weeks, deps=[orders])
def weekly_orders(context: dg.AssetExecutionContext) -> None:
    print(context.asset_partition_keys_for_input("orders"))


if __name__ == "__main__":
    dg.materialize(
        [orders, weekly_orders],
        selection=[weekly_orders],
        partition_key="2025-04-28",
    )
