"""Compute a revenue from orders and let an IO manager store both."""

import tempfile

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return [40, 2]


@dg.asset
def revenue(orders: list[int]) -> int:
    return sum(orders)


defs = dg.Definitions(
    assets=[orders, revenue],
    resources={"io_manager": dg.FilesystemIOManager(base_dir="storage")},
)

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        result = dg.materialize(
            [orders, revenue],
            resources={"io_manager": dg.FilesystemIOManager(base_dir=folder)},
        )
    print(result.output_for_node("revenue"))
    # → 42
