"""Store an asset with one IO manager and load it with another."""

import json
import tempfile
from pathlib import Path

import dagster as dg


# --8<-- [start:define]
class JsonFiles(dg.ConfigurableIOManager):
    folder: str

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        self._path(context.asset_key).write_text(json.dumps(obj))

    def load_input(self, context: dg.InputContext) -> list[int]:
        rows: list[int] = json.loads(self._path(context.asset_key).read_text())
        return rows

    def _path(self, key: dg.AssetKey) -> Path:
        return Path(self.folder, f"{'.'.join(key.path)}.json")


class FirstRows(JsonFiles):
    count: int

    def load_input(self, context: dg.InputContext) -> list[int]:
        return super().load_input(context)[: self.count]


@dg.asset
def orders() -> list[int]:
    return [40, 25, 90]


@dg.asset(ins={"orders": dg.AssetIn(input_manager_key="first_rows")})
def preview(orders: list[int]) -> list[int]:
    return orders


# --8<-- [end:define]
# --8<-- [start:run]
if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        resources = {
            "io_manager": JsonFiles(folder=folder),
            "first_rows": FirstRows(folder=folder, count=2),
        }
        dg.materialize([orders, preview], resources=resources)
        print(Path(folder, "orders.json").read_text())
        # → [40, 25, 90]
        print(Path(folder, "preview.json").read_text())
        # → [40, 25]
# --8<-- [end:run]
