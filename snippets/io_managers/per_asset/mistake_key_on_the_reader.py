"""An IO manager chosen by the asset that reads, not by the one that writes."""

import tempfile
from pathlib import Path

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return [40, 2]


@dg.asset(io_manager_key="archive")
def revenue(orders: list[int]) -> int:
    return sum(orders)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        keys = ("io_manager", "archive")
        dg.materialize(
            [orders, revenue],
            resources={
                key: dg.FilesystemIOManager(base_dir=f"{home}/{key}")
                for key in keys
            },
        )
        print([path.name for path in Path(home, "archive").iterdir()])
        # → ['revenue']
