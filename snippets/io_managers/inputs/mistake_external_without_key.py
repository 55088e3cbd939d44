"""An asset from elsewhere that does not name its IO manager."""

from pathlib import Path

import dagster as dg


class Files(dg.ConfigurableIOManager):
    ending: str

    def handle_output(self, context: dg.OutputContext, obj: object) -> None: ...

    def load_input(self, context: dg.InputContext) -> str:
        path = Path(f"{context.asset_key.path[-1]}.{self.ending}")
        return path.read_text()


products = dg.AssetSpec("products")


@dg.asset
def names(products: str) -> None: ...


if __name__ == "__main__":
    resources = {
        "io_manager": Files(ending="json"),
        "csv_files": Files(ending="csv"),
    }
    dg.materialize([products, names], resources=resources)
