"""Metadata of the upstream asset, looked up on the parameter."""

import json
import tempfile
from pathlib import Path

import dagster as dg


class NamedFileIOManager(dg.ConfigurableIOManager):
    folder: str

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        path = Path(self.folder, context.definition_metadata["file"])
        path.write_text(json.dumps(obj))

    def load_input(self, context: dg.InputContext) -> object:
        path = Path(self.folder, context.definition_metadata["file"])
        return json.loads(path.read_text())


@dg.asset(metadata={"file": "orders.json"})
def orders() -> list[int]:
    return [40, 2]


@dg.asset
def revenue(orders: list[int]) -> None:
    print(sum(orders))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        files = NamedFileIOManager(folder=folder)
        dg.materialize([orders, revenue], resources={"io_manager": files})
