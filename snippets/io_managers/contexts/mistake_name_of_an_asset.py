"""One file for all assets, because each has the same name."""

from pathlib import Path
from tempfile import TemporaryDirectory

import dagster as dg


class TextFiles(dg.ConfigurableIOManager):
    folder: str

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        Path(self.folder, f"{context.name}.txt").write_text(str(obj))

    def load_input(self, context: dg.InputContext) -> str:
        return Path(self.folder, f"{context.name}.txt").read_text()


@dg.asset
def orders() -> str:
    return "40 25"


@dg.asset
def customers() -> str:
    return "Ada"


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        files = {"io_manager": TextFiles(folder=folder)}
        dg.materialize([orders, customers], resources=files)
        print([path.name for path in Path(folder).iterdir()])
        # → ['result.txt']
