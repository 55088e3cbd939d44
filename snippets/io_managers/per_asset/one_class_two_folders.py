"""Give two keys the same kind of IO manager with other settings."""

import tempfile
from pathlib import Path

import dagster as dg


@dg.asset(io_manager_key="raw")
def orders() -> list[int]:
    return [40, 2]


@dg.multi_asset(
    outs={
        "revenue": dg.AssetOut(io_manager_key="reports"),
        "largest_order": dg.AssetOut(io_manager_key="raw"),
    }
)
def figures(orders: list[int]) -> tuple[int, int]:
    return sum(orders), max(orders)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        keys = ("raw", "reports")
        dg.materialize(
            [orders, figures],
            resources={
                key: dg.FilesystemIOManager(base_dir=f"{home}/{key}")
                for key in keys
            },
        )
        for key in keys:
            print(key, sorted(path.name for path in Path(home, key).iterdir()))
            # → raw ['largest_order', 'orders']
            # → reports ['revenue']
