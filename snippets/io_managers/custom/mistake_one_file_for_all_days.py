"""One file for all partitions, which every run overwrites."""

import json
import tempfile
from pathlib import Path

import dagster as dg


class JsonIOManager(dg.ConfigurableIOManager):
    folder: str

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        name = context.asset_key.to_python_identifier()
        Path(self.folder, f"{name}.json").write_text(json.dumps(obj))

    def load_input(self, context: dg.InputContext) -> object: ...


days = dg.StaticPartitionsDefinition(["2026-01-05", "2026-01-06"])


@dg.asset(partitions_def=days)
def orders(context: dg.AssetExecutionContext) -> str:
    return f"orders of {context.partition_key}"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        files = {"io_manager": JsonIOManager(folder=folder)}
        for day in days.get_partition_keys():
            dg.materialize([orders], resources=files, partition_key=day)
        print({path.name: path.read_text() for path in Path(folder).iterdir()})
        # → {'orders.json': '"orders of 2026-01-06"'}
