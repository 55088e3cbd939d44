"""Run an asset for one day in one region."""

import dagster as dg

ORDERS = [
    ("2025-05-01", "north", 40),
    ("2025-05-01", "south", 30),
    ("2025-05-02", "north", 25),
]

days = dg.DailyPartitionsDefinition("2025-05-01", end_date="2025-05-03")
regions = dg.StaticPartitionsDefinition(["north", "south"])
days_and_regions = dg.MultiPartitionsDefinition(
    {"day": days, "region": regions}
)


@dg.asset(partitions_def=days_and_regions)
def revenue(context: dg.AssetExecutionContext) -> int:
    keys = context.partition_key.keys_by_dimension
    return sum(
        amount
        for day, region, amount in ORDERS
        if day == keys["day"] and region == keys["region"]
    )


defs = dg.Definitions(assets=[revenue])

if __name__ == "__main__":
    key = dg.MultiPartitionKey({"day": "2025-05-01", "region": "north"})
    result = dg.materialize([revenue], partition_key=key)
    print(result.output_for_node("revenue"))
    # → 40
    print("\n".join(days_and_regions.get_partition_keys()))
    # → 2025-05-01|north
    # → 2025-05-01|south
    # → 2025-05-02|north
    # → 2025-05-02|south
