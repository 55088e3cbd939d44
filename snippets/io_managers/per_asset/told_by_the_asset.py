"""Let each asset say into which file its IO manager writes."""

import tempfile
from pathlib import Path

import dagster as dg


class NamedFileIOManager(dg.ConfigurableIOManager):
    folder: str

    def handle_output(self, context: dg.OutputContext, obj: str) -> None:
        self.path(context).write_text(obj)

    def load_input(self, context: dg.InputContext) -> str:
        assert context.upstream_output
        return self.path(context.upstream_output).read_text()

    def path(self, context: dg.OutputContext) -> Path:
        if "file" not in context.definition_metadata:
            raise ValueError(f"{context.asset_key.path} has no metadata: file")
        return Path(self.folder, context.definition_metadata["file"])


@dg.asset(metadata={"file": "orders-for-the-accountant.csv"})
def orders() -> str:
    return "day,amount\n2026-01-05,40\n"


@dg.asset(metadata={"file": "letter.txt"})
def letter(orders: str) -> str:
    return f"Dear accountant,\n{orders}"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        files = NamedFileIOManager(folder=folder)
        dg.materialize([orders, letter], resources={"io_manager": files})
        print(sorted(path.name for path in Path(folder).iterdir()))
        # → ['letter.txt', 'orders-for-the-accountant.csv']
