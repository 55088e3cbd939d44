"""Store and load with an IO manager, without a run."""

import json
import tempfile
from pathlib import Path

import dagster as dg


# --8<-- [start:manager]
class JsonFiles(dg.ConfigurableIOManager):
    folder: str

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        path = self._path(context)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(obj))
        context.add_output_metadata({"bytes": path.stat().st_size})

    def load_input(self, context: dg.InputContext) -> object:
        return json.loads(self._path(context).read_text())

    def _path(self, context: dg.OutputContext | dg.InputContext) -> Path:
        return Path(self.folder, *context.asset_key.path).with_suffix(".json")


# --8<-- [end:manager]
# --8<-- [start:test]
def test_what_is_stored_can_be_loaded(tmp_path: Path) -> None:
    json_files = JsonFiles(folder=str(tmp_path))

    stores = dg.build_output_context(asset_key=["shop", "orders"])
    json_files.handle_output(stores, [40, 25])
    assert stores.get_logged_metadata()["bytes"].value == 8
    loads = dg.build_input_context(asset_key=["shop", "orders"])
    assert json_files.load_input(loads) == [40, 25]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        test_what_is_stored_can_be_loaded(Path(folder))
        print([path.name for path in Path(folder, "shop").iterdir()])
        # → ['orders.json']
# --8<-- [end:test]
