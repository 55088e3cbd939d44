"""Store and load one partition, without a run."""

import json
import tempfile
from pathlib import Path

import dagster as dg


class JsonFiles(dg.ConfigurableIOManager):
    folder: str

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        self._path(context.asset_partition_key).write_text(json.dumps(obj))

    def load_input(self, context: dg.InputContext) -> object:
        return json.loads(self._path(context.asset_partition_key).read_text())

    def _path(self, day: str) -> Path:
        return Path(self.folder, f"{day}.json")


# --8<-- [start:test]
days = dg.DailyPartitionsDefinition("2026-01-01", end_date="2026-01-04")


def test_each_day_has_a_file_of_its_own(tmp_path: Path) -> None:
    json_files = JsonFiles(folder=str(tmp_path))
    for day, amounts in [("2026-01-01", [40]), ("2026-01-02", [25])]:
        stores = dg.build_output_context(
            asset_key=["orders"], partition_key=day, asset_partitions_def=days
        )
        json_files.handle_output(stores, amounts)

    loads = dg.build_input_context(
        asset_key=["orders"],
        partition_key="2026-01-01",
        asset_partitions_def=days,
    )
    assert json_files.load_input(loads) == [40]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        test_each_day_has_a_file_of_its_own(Path(folder))
        print(sorted(path.name for path in Path(folder).iterdir()))
        # → ['2026-01-01.json', '2026-01-02.json']
# --8<-- [end:test]
