"""Load what assets have stored, in a script or a notebook."""

import json
import tempfile
from pathlib import Path

import dagster as dg


class JsonFiles(dg.ConfigurableIOManager):
    folder: str

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        path = Path(self.folder, context.asset_key.path[-1])
        path.write_text(json.dumps(obj))

    def load_input(self, context: dg.InputContext) -> object:
        rows = context.definition_metadata.get("rows")
        path = Path(self.folder, context.asset_key.path[-1])
        return json.loads(path.read_text())[:rows]


@dg.asset
def orders() -> list[int]:
    return [40, 25, 90]


# --8<-- [start:use]
if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        files = JsonFiles(folder=folder)
        defs = dg.Definitions([orders], resources={"io_manager": files})
        dg.materialize([orders], resources=defs.resources)
        print(defs.load_asset_value("orders"))
        # → [40, 25, 90]
        with defs.get_asset_value_loader() as loader:
            first = loader.load_asset_value(
                "orders", input_definition_metadata={"rows": 1}
            )
        print(first)
        # → [40]
# --8<-- [end:use]
