"""Store small values through an IO manager and a report through a resource."""

import tempfile
from pathlib import Path

import dagster as dg


class Reports(dg.ConfigurableResource):
    folder: str

    def write(self, name: str, text: str) -> None:
        (Path(self.folder) / name).write_text(text)


@dg.asset
def revenue() -> int:
    return 42


@dg.asset
def report(revenue: int, reports: Reports) -> None:
    reports.write("report.txt", f"Revenue: {revenue}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        dg.materialize(
            [revenue, report],
            resources={
                "io_manager": dg.FilesystemIOManager(base_dir=folder),
                "reports": Reports(folder=folder),
            },
        )
        print(sorted(path.name for path in Path(folder).iterdir()))
        # → ['report.txt', 'revenue']
