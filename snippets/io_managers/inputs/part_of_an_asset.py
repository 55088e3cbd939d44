"""Load one field of an asset, under a name of your own."""

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
        path = Path(self.folder, context.asset_key.path[-1])
        rows = json.loads(path.read_text())
        field = context.definition_metadata.get("field")
        return [row[field] for row in rows] if field else rows


@dg.asset
def orders() -> list[dict[str, object]]:
    return [{"id": 1, "amount": 40}, {"id": 2, "amount": 25}]


@dg.asset(ins={"amounts": dg.AssetIn(orders.key, metadata={"field": "amount"})})
def revenue(amounts: list[int]) -> int:
    print(amounts)
    # → [40, 25]
    return sum(amounts)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        files = JsonFiles(folder=folder)
        dg.materialize([orders, revenue], resources={"io_manager": files})
