"""A loop over days that ends where one of them fails."""

import dagster as dg

ORDERS = {"2025-05-01": "40", "2025-05-02": "thirty", "2025-05-03": "10"}

days = dg.DailyPartitionsDefinition("2025-05-01", end_date="2025-05-04")


@dg.asset(partitions_def=days)
def daily_revenue(context: dg.AssetExecutionContext) -> int:
    return int(ORDERS[context.partition_key])


if __name__ == "__main__":
    for key in days.get_partition_keys():
        dg.materialize([daily_revenue], partition_key=key)
        print(key, "is done")
        # → 2025-05-01 is done
