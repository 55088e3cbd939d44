"""Store one asset in files and the other in memory."""

import tempfile
from pathlib import Path

import dagster as dg


@dg.asset(io_manager_key="files")
def orders() -> list[int]:
    return [40, 2]


@dg.asset
def revenue(orders: list[int]) -> int:
    return sum(orders)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        defs = dg.Definitions(
            assets=[orders, revenue],
            resources={
                "files": dg.FilesystemIOManager(base_dir=folder),
                "io_manager": dg.InMemoryIOManager(),
            },
        )
        dg.Definitions.validate_loadable(defs)
        result = dg.materialize([orders, revenue], resources=defs.resources)
        print(result.output_for_node("revenue"))
        # → 42
        print([path.name for path in Path(folder).iterdir()])
        # → ['orders']
