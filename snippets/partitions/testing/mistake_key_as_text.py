"""A test that gives a key of two dimensions as a string."""

import dagster as dg

days_and_regions = dg.MultiPartitionsDefinition(
    {
        "day": dg.DailyPartitionsDefinition("2025-05-01"),
        "region": dg.StaticPartitionsDefinition(["north", "south"]),
    }
)


@dg.asset(partitions_def=days_and_regions)
def revenue(context: dg.AssetExecutionContext) -> str:
    key = context.partition_key
    return key.keys_by_dimension["region"]


def test_the_region_is_read_from_the_key() -> None:
    context = dg.build_asset_context(partition_key="2025-05-01|north")
    assert revenue(context) == "north"


if __name__ == "__main__":
    test_the_region_is_read_from_the_key()
