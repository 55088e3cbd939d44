"""Store each asset in a file, as Dagster does by default."""

import pickle
import tempfile
from pathlib import Path

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return [40, 25]


@dg.asset(key_prefix="reports")
def revenue(orders: list[int]) -> int:
    return sum(orders)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        files = dg.FilesystemIOManager(base_dir=folder)
        dg.materialize([orders, revenue], resources={"io_manager": files})
        stored = Path(folder, "reports", "revenue")
        print(pickle.loads(stored.read_bytes()))
        # → 65
