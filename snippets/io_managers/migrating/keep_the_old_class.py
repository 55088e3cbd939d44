"""Configure an IO manager class that you do not want to change."""

import tempfile
from pathlib import Path

import dagster as dg


class TextFiles(dg.IOManager):
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def handle_output(self, context: dg.OutputContext, obj: str) -> None:
        (self.folder / context.asset_key.path[-1]).write_text(obj)

    def load_input(self, context: dg.InputContext) -> str:
        return (self.folder / context.asset_key.path[-1]).read_text()


# --8<-- [start:factory]
class TextFilesIn(dg.ConfigurableIOManagerFactory):
    folder: str

    def create_io_manager(self, context: dg.InitResourceContext) -> TextFiles:
        return TextFiles(Path(self.folder))


# --8<-- [end:factory]
@dg.asset
def newsletter() -> str:
    return "Good morning, Ada"


# --8<-- [start:run]
if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        resources = {"io_manager": TextFilesIn(folder=folder)}
        dg.materialize([newsletter], resources=resources)
        print((Path(folder) / "newsletter").read_text())
        # → Good morning, Ada
# --8<-- [end:run]
