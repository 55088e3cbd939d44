"""Files stored below one folder and looked for below another."""

import tempfile
from pathlib import Path

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return [40, 25]


@dg.asset
def revenue(orders: list[int]) -> None:
    print(sum(orders))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for name, asset in [("monday", orders), ("tuesday", revenue)]:
            files = dg.FilesystemIOManager(base_dir=str(Path(folder, name)))
            result = dg.materialize(
                [orders, revenue],
                selection=[asset],
                resources={"io_manager": files},
                raise_on_error=False,
            )
            print(name, result.success)
            # → monday True
            # → tuesday False
