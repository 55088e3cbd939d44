"""Test what the instance knows after a run for one key."""

import dagster as dg

# --8<-- [start:test]
days = dg.DailyPartitionsDefinition("2025-05-01")


@dg.asset(partitions_def=days)
def daily_revenue(context: dg.AssetExecutionContext) -> int:
    context.add_output_metadata({"orders": 2})
    return 40 + 25


def test_a_run_is_recorded_under_its_key() -> None:
    with dg.instance_for_test() as instance:
        result = dg.materialize_to_memory(
            [daily_revenue], partition_key="2025-05-01", instance=instance
        )
        done = instance.get_materialized_partitions(daily_revenue.key)
    [event] = result.asset_materializations_for_node("daily_revenue")
    assert result.output_for_node("daily_revenue") == 65
    assert event.metadata["orders"].value == 2
    assert done == {"2025-05-01"}


# --8<-- [end:test]

if __name__ == "__main__":
    test_a_run_is_recorded_under_its_key()
    print("1 test passed")
    # → 1 test passed
