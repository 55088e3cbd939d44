"""Test an IO manager as it is used: in a run, and in the next one."""

import json
import tempfile
from pathlib import Path

import dagster as dg


class JsonFiles(dg.ConfigurableIOManager):
    folder: str

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        self._path(context.asset_key).write_text(json.dumps(obj))

    def load_input(self, context: dg.InputContext) -> object:
        return json.loads(self._path(context.asset_key).read_text())

    def _path(self, key: dg.AssetKey) -> Path:
        return Path(self.folder, f"{'.'.join(key.path)}.json")


@dg.asset
def stored() -> dict[str, int]:
    return {"Ada": 50, "Grace": 25}


@dg.asset
def loaded(stored: dict[str, int]) -> dict[str, int]:
    return stored


def test_the_next_run_loads_what_this_one_stored(tmp_path: Path) -> None:
    resources = {"io_manager": JsonFiles(folder=str(tmp_path))}
    dg.materialize([stored], resources=resources)
    result = dg.materialize(
        [stored, loaded], selection=[loaded], resources=resources
    )
    assert result.output_for_node("loaded") == {"Ada": 50, "Grace": 25}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        test_the_next_run_loads_what_this_one_stored(Path(folder))
        print(Path(folder, "stored.json").read_text())
        # → {"Ada": 50, "Grace": 25}
