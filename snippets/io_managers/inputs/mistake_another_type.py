"""A date that comes back as a string."""

import datetime
import json
import tempfile
from pathlib import Path

import dagster as dg


class JsonFiles(dg.ConfigurableIOManager):
    folder: str

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        path = Path(self.folder, context.asset_key.path[-1])
        path.write_text(json.dumps(obj, default=str))

    def load_input(self, context: dg.InputContext) -> object:
        path = Path(self.folder, context.asset_key.path[-1])
        return json.loads(path.read_text())


# --8<-- [start:assets]
@dg.asset
def last_day() -> datetime.date:
    return datetime.date(2026, 1, 2)


@dg.asset
def report(last_day: datetime.date) -> None:
    print(last_day)


# --8<-- [end:assets]
if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        resources = {"io_manager": JsonFiles(folder=folder)}
        dg.materialize([last_day, report], resources=resources)
