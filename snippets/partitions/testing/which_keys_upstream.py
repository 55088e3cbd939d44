"""Test which keys of another asset a key is made from."""

import dagster as dg

# --8<-- [start:test]
days = dg.DailyPartitionsDefinition("2025-05-01")
weeks = dg.WeeklyPartitionsDefinition("2025-05-01")
daily_revenue = dg.AssetSpec("daily_revenue", partitions_def=days)


@dg.asset(partitions_def=weeks, deps=[daily_revenue])
def weekly_revenue(
    context: dg.AssetExecutionContext,
) -> dg.MaterializeResult[None]:
    keys = context.asset_partition_keys_for_input("daily_revenue")
    return dg.MaterializeResult(metadata={"days": list(keys)})


def test_a_week_is_made_of_seven_days() -> None:
    result = dg.materialize(
        [weekly_revenue, daily_revenue], partition_key="2025-05-11"
    )
    [event] = result.asset_materializations_for_node("weekly_revenue")
    days = event.metadata["days"].value
    assert days == [f"2025-05-{day}" for day in range(11, 18)]


# --8<-- [end:test]

if __name__ == "__main__":
    test_a_week_is_made_of_seven_days()
    print("1 test passed")
    # → 1 test passed
