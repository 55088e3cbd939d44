"""A new base class over the constructor of the old one."""

from pathlib import Path

import dagster as dg


class JsonFiles(dg.ConfigurableIOManager):
    folder: str

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)

    def handle_output(self, context: dg.OutputContext, obj: object) -> None: ...

    def load_input(self, context: dg.InputContext) -> object: ...


if __name__ == "__main__":
    print(JsonFiles("shop_data").folder)
