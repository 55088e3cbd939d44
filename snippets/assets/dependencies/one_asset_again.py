"""Run one asset again, with the value that an earlier run stored."""

import tempfile

import dagster as dg


@dg.asset
def orders() -> list[int]:
    print("orders made")
    # → orders made
    return [40, 60]


@dg.asset
def revenue(orders: list[int]) -> int:
    print("orders read:", orders)
    # → orders read: [40, 60]
    return sum(orders)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        stored = {"io_manager": dg.FilesystemIOManager(base_dir=folder)}
        dg.materialize([orders], resources=stored)
        dg.materialize([orders, revenue], selection=[revenue], resources=stored)
