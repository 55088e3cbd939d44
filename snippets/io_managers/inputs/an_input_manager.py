"""Load an asset in another way than the rest of the pipeline does."""

import json
import tempfile
from pathlib import Path

import dagster as dg


class JsonFiles(dg.ConfigurableIOManager):
    folder: str
    first: int | None = None

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        path = Path(self.folder, context.asset_key.path[-1])
        path.write_text(json.dumps(obj))

    def load_input(self, context: dg.InputContext) -> object:
        path = Path(self.folder, context.asset_key.path[-1])
        return json.loads(path.read_text())[: self.first]


@dg.asset
def orders() -> list[int]:
    return [40, 25, 90]


@dg.asset(ins={"orders": dg.AssetIn(input_manager_key="first_rows")})
def preview(orders: list[int]) -> list[int]:
    return orders


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        files = JsonFiles(folder=folder)
        first_rows = JsonFiles(folder=folder, first=2)
        resources = {"io_manager": files, "first_rows": first_rows}
        dg.materialize([orders, preview], resources=resources)
        print(Path(folder, "preview").read_text())
        # → [40, 25]
