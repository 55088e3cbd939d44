"""One asset stored in the old way, the next one in the new way."""

import tempfile
from pathlib import Path

import dagster as dg


class Files:
    folder: str

    def handle_output(self, context: dg.OutputContext, obj: str) -> None:
        print(type(self).__name__, "stores", context.asset_key.path[-1])
        # → Old stores greeting
        # → New stores newsletter
        (Path(self.folder) / context.asset_key.path[-1]).write_text(obj)

    def load_input(self, context: dg.InputContext) -> str:
        print(type(self).__name__, "loads", context.asset_key.path[-1])
        # → Old loads greeting
        return (Path(self.folder) / context.asset_key.path[-1]).read_text()


class Old(Files, dg.IOManager):
    def __init__(self, folder: str) -> None:
        self.folder = folder


class New(Files, dg.ConfigurableIOManager):
    folder: str


@dg.asset(io_manager_key="old")
def greeting() -> str:
    return "Good morning"


@dg.asset(io_manager_key="new")
def newsletter(greeting: str) -> str:
    return f"{greeting}, Ada"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        resources = {"old": Old(folder), "new": New(folder=folder)}
        dg.materialize([greeting, newsletter], resources=resources)
