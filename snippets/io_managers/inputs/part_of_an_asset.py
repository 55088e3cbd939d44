"""Load one field of an asset, under a name of your own."""

import json
import tempfile
from pathlib import Path

import dagster as dg


class JsonFiles(dg.ConfigurableIOManager):
    folder: str

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        self._path(context.asset_key).write_text(json.dumps(obj))

    def load_input(self, context: dg.InputContext) -> object:
        rows = json.loads(self._path(context.asset_key).read_text())
        field = context.definition_metadata.get("field")
        return [row[field] for row in rows] if field else rows

    def _path(self, key: dg.AssetKey) -> Path:
        return Path(self.folder, f"{'.'.join(key.path)}.json")


@dg.asset(key_prefix="shop")
def orders() -> list[dict[str, object]]:
    return [{"id": 1, "amount": 40}, {"id": 2, "amount": 25}]


@dg.asset(
    ins={
        "amounts": dg.AssetIn(
            key=["shop", "orders"], metadata={"field": "amount"}
        )
    }
)
def revenue(amounts: list[int]) -> int:
    print(amounts)
    # → [40, 25]
    return sum(amounts)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        resources = {"io_manager": JsonFiles(folder=folder)}
        dg.materialize([orders, revenue], resources=resources)
        print(Path(folder, "shop.orders.json").read_text())
        # → [{"id": 1, "amount": 40}, {"id": 2, "amount": 25}]
