"""A key written in the order of the definition."""

import dagster as dg

regions_and_days = dg.MultiPartitionsDefinition(
    {
        "region": dg.StaticPartitionsDefinition(["north"]),
        "day": dg.DailyPartitionsDefinition(start_date="2025-05-01"),
    }
)


@dg.asset(partitions_def=regions_and_days)
def revenue() -> None: ...


if __name__ == "__main__":
    dg.materialize([revenue], partition_key="north|2025-05-01")
