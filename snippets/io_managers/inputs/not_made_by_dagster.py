"""Load a file that somebody else writes."""

import csv
import tempfile
from pathlib import Path

import dagster as dg


class CsvFiles(dg.ConfigurableIOManager):
    folder: str

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        raise NotImplementedError("These files are only read.")

    def load_input(self, context: dg.InputContext) -> list[dict[str, str]]:
        path = Path(self.folder, f"{context.asset_key.path[-1]}.csv")
        return list(csv.DictReader(path.read_text().splitlines()))


products = dg.AssetSpec("products").with_io_manager_key("csv_files")


@dg.asset
def names(products: list[dict[str, str]]) -> list[str]:
    return [row["name"] for row in products]


defs = dg.Definitions(
    assets=[products, names],
    resources={"csv_files": CsvFiles(folder="data")},
)

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "products.csv").write_text("id,name\n1,tea\n2,jam\n")
        resources = {"csv_files": CsvFiles(folder=folder)}
        result = dg.materialize([products, names], resources=resources)
        print(result.output_for_node("names"))
        # → ['tea', 'jam']
