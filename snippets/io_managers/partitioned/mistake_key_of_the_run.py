"""An asset without partitions, stored under the partition key of its run."""

import json
import tempfile
from pathlib import Path

import dagster as dg

days = dg.StaticPartitionsDefinition(["2026-01-05", "2026-01-06"])


class JsonIOManager(dg.ConfigurableIOManager):
    folder: str

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        names = list(context.asset_key.path)
        if context.has_partition_key:
            names.append(context.partition_key)
        path = Path(self.folder, "-".join(names))
        path.write_text(json.dumps(obj))

    def load_input(self, context: dg.InputContext) -> object:
        raise NotImplementedError


@dg.asset
def tax_rate() -> float:
    return 0.25


@dg.asset(partitions_def=days)
def orders() -> list[int]:
    return [40, 2]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        dg.materialize(
            [tax_rate, orders],
            partition_key="2026-01-05",
            resources={"io_manager": JsonIOManager(folder=folder)},
        )
        print(sorted(path.name for path in Path(folder).iterdir()))
        # → ['orders-2026-01-05', 'tax_rate-2026-01-05']
