"""A file that is opened for writing before its content is ready."""

import datetime
import json
import tempfile
from pathlib import Path

import dagster as dg


class JsonIOManager(dg.ConfigurableIOManager):
    folder: str

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        path = Path(self.folder, *context.asset_key.path)
        with path.with_suffix(".json").open("w") as file:
            json.dump(obj, file)

    def load_input(self, context: dg.InputContext) -> object: ...


@dg.asset
def orders(day: dg.ResourceParam[object]) -> list[object]:
    return [40, day]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        files = JsonIOManager(folder=folder)
        for day in ("2026-01-05", datetime.date(2026, 1, 6)):
            dg.materialize(
                [orders],
                resources={"io_manager": files, "day": day},
                raise_on_error=False,
            )
            print(Path(folder, "orders.json").read_text())
            # → [40, "2026-01-05"]
            # → [40,
