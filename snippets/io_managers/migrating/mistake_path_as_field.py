"""A field with a type that configuration does not have."""

from pathlib import Path

import dagster as dg


class JsonFiles(dg.ConfigurableIOManager):
    folder: Path

    def handle_output(self, context: dg.OutputContext, obj: object) -> None: ...

    def load_input(self, context: dg.InputContext) -> object: ...


if __name__ == "__main__":
    print(JsonFiles(folder=Path("shop_data")).folder)
