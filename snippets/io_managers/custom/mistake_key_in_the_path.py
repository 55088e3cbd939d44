"""A file named after the asset's key, as Python prints it."""

import json
import tempfile
from pathlib import Path

import dagster as dg


class JsonIOManager(dg.ConfigurableIOManager):
    folder: str

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        path = Path(f"{self.folder}/{context.asset_key}.json")
        path.write_text(json.dumps(obj))

    def load_input(self, context: dg.InputContext) -> object: ...


@dg.asset
def orders() -> list[int]:
    return [40, 2]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        files = JsonIOManager(folder=folder)
        dg.materialize([orders], resources={"io_manager": files})
        print({path.name: path.read_text() for path in Path(folder).iterdir()})
        # → {"AssetKey(['orders']).json": '[40, 2]'}
