"""Run the last seven days in one run."""

from datetime import UTC, datetime

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-05-01")


@dg.asset(partitions_def=days)
def daily_revenue(context: dg.AssetExecutionContext) -> None:
    print(*context.partition_key_range)
    # → 2025-05-13 2025-05-19


def last_week(now: datetime) -> dict[str, str]:
    """Give the tags of a run for the seven days before today."""
    keys = days.get_partition_keys(now)[-7:]
    return {
        "dagster/asset_partition_range_start": keys[0],
        "dagster/asset_partition_range_end": keys[-1],
    }


if __name__ == "__main__":
    now = datetime(2025, 5, 20, 7, tzinfo=UTC)  # in yours: datetime.now(UTC)
    dg.materialize([daily_revenue], tags=last_week(now))
