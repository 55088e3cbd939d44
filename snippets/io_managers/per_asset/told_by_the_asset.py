"""Let each asset say into which file its IO manager writes."""

import json
import tempfile
from pathlib import Path

import dagster as dg


class NamedFileIOManager(dg.ConfigurableIOManager):
    folder: str

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        self.path(context).write_text(json.dumps(obj))

    def load_input(self, context: dg.InputContext) -> object:
        assert context.upstream_output
        return json.loads(self.path(context.upstream_output).read_text())

    def path(self, context: dg.OutputContext) -> Path:
        name = context.definition_metadata.get("file")
        if not name:
            key = context.asset_key.to_user_string()
            raise ValueError(f'{key} needs metadata={{"file": ...}}')
        return Path(self.folder, name)


@dg.asset(metadata={"file": "orders-for-the-accountant.json"})
def orders() -> list[int]:
    return [40, 2]


@dg.asset(metadata={"file": "revenue.json"})
def revenue(orders: list[int]) -> int:
    return sum(orders)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        files = NamedFileIOManager(folder=folder)
        dg.materialize([orders, revenue], resources={"io_manager": files})
        print(sorted(path.name for path in Path(folder).iterdir()))
        # → ['orders-for-the-accountant.json', 'revenue.json']
