"""A test that passes although the real IO manager cannot store the value."""

import json
import tempfile
from pathlib import Path

import dagster as dg


class JsonFiles(dg.ConfigurableIOManager):
    folder: str

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        Path(self.folder, "orders.json").write_text(json.dumps(obj))

    def load_input(self, context: dg.InputContext) -> object: ...


@dg.asset
def orders() -> set[int]:
    return {40, 25}


if __name__ == "__main__":
    print(dg.materialize_to_memory([orders]).output_for_node("orders"))
    # → {40, 25}
    with tempfile.TemporaryDirectory() as folder:
        resources = {"io_manager": JsonFiles(folder=folder)}
        dg.materialize([orders], resources=resources)
