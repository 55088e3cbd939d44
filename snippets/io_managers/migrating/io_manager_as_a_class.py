"""The same JSON files, with configuration in the class."""

import json
import tempfile
from pathlib import Path

import dagster as dg


class JsonFiles(dg.ConfigurableIOManager):
    folder: str

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        self._path(context.asset_key).write_text(json.dumps(obj))

    def load_input(self, context: dg.InputContext) -> object:
        return json.loads(self._path(context.asset_key).read_text())

    def _path(self, key: dg.AssetKey) -> Path:
        return Path(self.folder) / f"{'.'.join(key.path)}.json"


@dg.asset
def orders() -> list[int]:
    return [40, 25]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        resources = {"io_manager": JsonFiles(folder=folder)}
        dg.materialize([orders], resources=resources)
        print((Path(folder) / "orders.json").read_text())
        # → [40, 25]
