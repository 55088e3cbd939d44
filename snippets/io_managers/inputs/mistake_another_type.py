"""A date that comes back as text."""

import datetime
import json
import tempfile
from pathlib import Path

import dagster as dg


class JsonFiles(dg.ConfigurableIOManager):
    folder: str

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        self._path(context.asset_key).write_text(json.dumps(obj, default=str))

    def load_input(self, context: dg.InputContext) -> object:
        return json.loads(self._path(context.asset_key).read_text())

    def _path(self, key: dg.AssetKey) -> Path:
        return Path(self.folder, f"{'.'.join(key.path)}.json")


# --8<-- [start:assets]
@dg.asset
def last_day() -> datetime.date:
    return datetime.date(2026, 1, 2)


@dg.asset
def report(last_day: datetime.date) -> None: ...


# --8<-- [end:assets]
if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        resources = {"io_manager": JsonFiles(folder=folder)}
        dg.materialize([last_day, report], resources=resources)
