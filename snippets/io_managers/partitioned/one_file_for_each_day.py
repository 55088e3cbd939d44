"""Store a file for each day and load one day, or all of them as a dict."""

import tempfile

import dagster as dg

days = dg.StaticPartitionsDefinition(["2026-01-05", "2026-01-06"])


@dg.asset(partitions_def=days)
def orders() -> list[int]:
    return [40, 2]


@dg.asset(partitions_def=days)
def daily_revenue(orders: list[int]) -> int:
    return sum(orders)


@dg.asset
def revenue(daily_revenue: dict[str, int]) -> int:
    print(dict(sorted(daily_revenue.items())))
    # → {'2026-01-05': 42, '2026-01-06': 42}
    return sum(daily_revenue.values())


defs = dg.Definitions(
    assets=[orders, daily_revenue, revenue],
    resources={"io_manager": dg.FilesystemIOManager(base_dir="storage")},
)

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        files = {"io_manager": dg.FilesystemIOManager(base_dir=folder)}
        daily = [orders, daily_revenue]
        for day in days.get_partition_keys():
            dg.materialize(daily, partition_key=day, resources=files)
        dg.materialize([*daily, revenue], selection="revenue", resources=files)
