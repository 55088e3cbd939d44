"""Read the hours of a day, the day of an hour, or the same key."""

import dagster as dg

hours = dg.HourlyPartitionsDefinition("2025-05-01-00:00")
days = dg.DailyPartitionsDefinition("2025-05-01")


@dg.asset(partitions_def=hours)
def orders() -> None: ...


# --8<-- [start:assets]
@dg.asset(partitions_def=days, deps=[orders])
def revenue(context: dg.AssetExecutionContext) -> None:
    print(len(context.asset_partition_keys_for_input("orders")), "hours")
    # → 24 hours


@dg.asset(partitions_def=days, deps=[revenue])
def report(context: dg.AssetExecutionContext) -> None:
    print(context.asset_partition_keys_for_input("revenue"))
    # → ['2025-05-02']


@dg.asset(partitions_def=hours, deps=[revenue])
def share() -> None: ...


if __name__ == "__main__":
    dg.materialize(
        [orders, revenue, report],
        selection=[revenue, report],
        partition_key="2025-05-02",
    )
# --8<-- [end:assets]
