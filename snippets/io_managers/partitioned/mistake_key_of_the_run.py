"""An asset without partitions, stored under the partition key of its run."""

import tempfile
from pathlib import Path

import dagster as dg

days = dg.StaticPartitionsDefinition(["2026-01-05", "2026-01-06"])


class TextIOManager(dg.ConfigurableIOManager):
    folder: str

    def handle_output(self, context: dg.OutputContext, obj: str) -> None:
        names = list(context.asset_key.path)
        if context.has_partition_key:
            names.append(context.partition_key)
        Path(self.folder, "-".join(names)).write_text(obj)

    def load_input(self, context: dg.InputContext) -> object: ...


@dg.asset
def tax_rate() -> str:
    return "a quarter"


@dg.asset(partitions_def=days)
def orders() -> str:
    return "40 EUR"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        files = {"io_manager": TextIOManager(folder=folder)}
        both = [tax_rate, orders]
        dg.materialize(both, partition_key="2026-01-05", resources=files)
        for path in sorted(Path(folder).iterdir()):
            print(path.name, path.read_text(), sep=": ")
            # → orders-2026-01-05: 40 EUR
            # → tax_rate-2026-01-05: a quarter
