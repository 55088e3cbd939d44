"""One asset stored in the old way, the next one in the new way."""

import tempfile
from pathlib import Path

import dagster as dg


class OldFiles(dg.IOManager):
    def __init__(self, folder: str) -> None:
        self.folder = folder

    def handle_output(self, context: dg.OutputContext, obj: str) -> None:
        Path(self.folder, f"{context.asset_key.path[-1]}.txt").write_text(obj)

    def load_input(self, context: dg.InputContext) -> str:
        return Path(
            self.folder, f"{context.asset_key.path[-1]}.txt"
        ).read_text()


@dg.asset(io_manager_key="old_files")
def greeting() -> str:
    return "Good morning"


@dg.asset(io_manager_key="new_files")
def newsletter(greeting: str) -> str:
    print(greeting)
    # → Good morning
    return f"{greeting}, Ada"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        new_files = dg.FilesystemIOManager(base_dir=folder)
        resources = {"old_files": OldFiles(folder), "new_files": new_files}
        dg.materialize([greeting, newsletter], resources=resources)
        print(sorted(path.name for path in Path(folder).iterdir()))
        # → ['greeting.txt', 'newsletter']
