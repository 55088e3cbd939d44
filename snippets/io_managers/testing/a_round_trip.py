"""Test an IO manager as it is used: in a run, and in the next one."""

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
        return json.loads(path.read_text())


@dg.asset
def stored() -> dict[str, int]:
    return {"Ada": 50, "Grace": 25}


@dg.asset
def loaded(stored: dict[str, int]) -> None:
    assert stored == {"Ada": 50, "Grace": 25}


def test_the_next_run_loads_what_this_one_stored(tmp_path: Path) -> None:
    files = {"io_manager": JsonFiles(folder=str(tmp_path))}
    dg.materialize([stored], resources=files)
    dg.materialize([stored, loaded], selection="loaded", resources=files)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        test_the_next_run_loads_what_this_one_stored(Path(folder))
