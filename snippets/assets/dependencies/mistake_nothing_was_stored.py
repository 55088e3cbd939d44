"""A parameter whose asset returns a result without a value."""

import dagster as dg


@dg.asset
def orders() -> dg.MaterializeResult:
    return dg.MaterializeResult()


@dg.asset
def revenue(orders: list[int]) -> int: ...


if __name__ == "__main__":
    dg.materialize(
        [orders, revenue],
        resources={"io_manager": dg.FilesystemIOManager(base_dir="storage")},
    )
