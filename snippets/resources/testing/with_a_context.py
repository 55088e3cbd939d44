"""Test an asset that reads its partition from the context."""

import dagster as dg

# --8<-- [start:test]
days = dg.DailyPartitionsDefinition("2026-01-01")


@dg.asset(partitions_def=days)
def daily_revenue(
    context: dg.AssetExecutionContext, sales: dg.ResourceParam[dict[str, int]]
) -> int:
    return sales[context.partition_key]


def test_only_the_day_of_the_partition_counts() -> None:
    context = dg.build_asset_context(partition_key="2026-01-02")
    sales = {"2026-01-01": 40, "2026-01-02": 25}
    assert daily_revenue(context, sales=sales) == 25


# --8<-- [end:test]
if __name__ == "__main__":
    test_only_the_day_of_the_partition_counts()
    print("passed")
    # → passed
