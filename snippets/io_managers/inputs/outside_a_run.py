"""Load what assets have stored, in a script or a notebook."""

import json
import tempfile
from pathlib import Path

import dagster as dg


class JsonFiles(dg.ConfigurableIOManager):
    folder: str

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        self._path(context.asset_key).write_text(json.dumps(obj))

    def load_input(self, context: dg.InputContext) -> object:
        value = json.loads(self._path(context.asset_key).read_text())
        return value[: context.definition_metadata.get("rows")]

    def _path(self, key: dg.AssetKey) -> Path:
        return Path(self.folder, f"{'.'.join(key.path)}.json")


# --8<-- [start:use]
@dg.asset
def orders() -> list[int]:
    return [40, 25, 90]


@dg.asset
def customers() -> list[str]:
    return ["Ada", "Grace"]


def define_shop(folder: str) -> dg.Definitions:
    return dg.Definitions(
        assets=[orders, customers],
        resources={"io_manager": JsonFiles(folder=folder)},
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        defs = define_shop(folder)
        dg.materialize([orders, customers], resources=defs.resources)

        print(defs.load_asset_value("orders"))
        # → [40, 25, 90]

        with defs.get_asset_value_loader() as loader:
            print(loader.load_asset_value("customers"))
            # → ['Ada', 'Grace']
            first = loader.load_asset_value(
                "orders", input_definition_metadata={"rows": 1}
            )
            print(first)
            # → [40]
# --8<-- [end:use]
