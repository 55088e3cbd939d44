"""JSON files, in the old way: a class, and a function that builds it."""

import json
import tempfile
from pathlib import Path

import dagster as dg


# --8<-- [start:old]
class JsonFiles(dg.IOManager):
    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        self._path(context.asset_key).write_text(json.dumps(obj))

    def load_input(self, context: dg.InputContext) -> object:
        return json.loads(self._path(context.asset_key).read_text())

    def _path(self, key: dg.AssetKey) -> Path:
        return self.folder / f"{'.'.join(key.path)}.json"


@dg.io_manager(config_schema={"folder": str})
def json_files(context: dg.InitResourceContext) -> JsonFiles:
    return JsonFiles(context.resource_config["folder"])


# --8<-- [end:old]
@dg.asset
def orders() -> list[int]:
    return [40, 25]


# --8<-- [start:run]
if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        resources = {"io_manager": json_files.configured({"folder": folder})}
        dg.materialize([orders], resources=resources)
        print((Path(folder) / "orders.json").read_text())
        # → [40, 25]
# --8<-- [end:run]
