"""Store and load one partition, without a run."""

import tempfile
from pathlib import Path

import dagster as dg


class TextFiles(dg.ConfigurableIOManager):
    folder: str

    def handle_output(self, context: dg.OutputContext, obj: str) -> None:
        Path(self.folder, context.asset_partition_key).write_text(obj)

    def load_input(self, context: dg.InputContext) -> str:
        return Path(self.folder, context.asset_partition_key).read_text()


# --8<-- [start:test]
days = dg.DailyPartitionsDefinition("2026-01-05", end_date="2026-01-08")
monday, tuesday, _ = days.get_partition_keys()


def test_each_day_has_a_file_of_its_own(tmp_path: Path) -> None:
    text_files = TextFiles(folder=str(tmp_path))
    for day in [monday, tuesday]:
        stores = dg.build_output_context(
            asset_key=["report"], partition_key=day, asset_partitions_def=days
        )
        text_files.handle_output(stores, f"orders of {day}")
    loads = dg.build_input_context(
        asset_key=["report"], partition_key=monday, asset_partitions_def=days
    )
    assert text_files.load_input(loads) == "orders of 2026-01-05"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        test_each_day_has_a_file_of_its_own(Path(folder))
        print(sorted(path.name for path in Path(folder).iterdir()))
        # → ['2026-01-05', '2026-01-06']
# --8<-- [end:test]
