"""Test that the windows of a year leave no gap and never overlap."""

from datetime import UTC, datetime
from itertools import pairwise

import dagster as dg

# --8<-- [start:test]
hours = dg.HourlyPartitionsDefinition(
    "2025-01-01-00:00", timezone="Europe/Berlin"
)


def test_each_window_ends_where_the_next_one_starts() -> None:
    keys = hours.get_partition_keys(
        current_time=datetime(2025, 12, 31, 23, tzinfo=UTC)
    )
    windows = [hours.time_window_for_partition_key(key) for key in keys]
    assert len(windows) == len(set(keys)) == 365 * 24
    for window, following in pairwise(windows):
        assert window.end.timestamp() == following.start.timestamp()


# --8<-- [end:test]

if __name__ == "__main__":
    test_each_window_ends_where_the_next_one_starts()
    print("1 test passed")
    # → 1 test passed
