"""Weeks and shops that depend on days and shops, without a mapping."""

import dagster as dg

days = dg.DailyPartitionsDefinition(start_date="2025-05-05")
weeks = dg.WeeklyPartitionsDefinition(start_date="2025-05-05", day_offset=1)
shops = dg.StaticPartitionsDefinition(["berlin", "lyon"])


@dg.asset(
    partitions_def=dg.MultiPartitionsDefinition({"date": days, "shop": shops})
)
def orders() -> None: ...


@dg.asset(
    partitions_def=dg.MultiPartitionsDefinition({"date": weeks, "shop": shops}),
    deps=[orders],
)
def revenue(context: dg.AssetExecutionContext) -> None:
    print(context.asset_partition_keys_for_input("orders"))
    # → ['2025-05-05|lyon']


if __name__ == "__main__":
    dg.Definitions.validate_loadable(dg.Definitions(assets=[orders, revenue]))
    key = dg.MultiPartitionKey({"date": "2025-05-05", "shop": "lyon"})
    dg.materialize([orders, revenue], selection=[revenue], partition_key=key)
