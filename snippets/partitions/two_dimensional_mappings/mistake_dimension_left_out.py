"""A shop that reads the day before of every shop."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.BetaWarning)

days = dg.DailyPartitionsDefinition(start_date="2025-05-01")
shops = dg.StaticPartitionsDefinition(["berlin", "lyon"])
days_and_shops = dg.MultiPartitionsDefinition({"day": days, "shop": shops})
day_before = dg.TimeWindowPartitionMapping(start_offset=-1, end_offset=-1)


@dg.asset(partitions_def=days_and_shops)
def orders() -> None: ...


@dg.asset(
    partitions_def=days_and_shops,
    deps=[
        dg.AssetDep(
            orders,
            partition_mapping=dg.MultiPartitionMapping(
                {"day": dg.DimensionPartitionMapping("day", day_before)}
            ),
        )
    ],
)
def growth(context: dg.AssetExecutionContext) -> None:
    print(sorted(context.asset_partition_keys_for_input("orders")))
    # → ['2025-05-02|berlin', '2025-05-02|lyon']


if __name__ == "__main__":
    key = dg.MultiPartitionKey({"day": "2025-05-03", "shop": "lyon"})
    dg.materialize([orders, growth], selection=[growth], partition_key=key)
