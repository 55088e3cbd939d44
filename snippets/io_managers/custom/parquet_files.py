"""Store each asset in a Parquet file, written whole or not at all."""

import os
import tempfile
from pathlib import Path
from urllib.parse import quote

import dagster as dg
import polars as pl


def file_name(part: str) -> str:
    if {"", ".", ".."} & set(part.split("/")):
        raise ValueError(f"{part!r} cannot be the name of a file")
    return quote(part, safe="").replace(".", "%2E")


# --8<-- [start:store]
def write_whole(path: Path, frame: pl.DataFrame) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".") as new:
        with Path(new, path.name).open("wb") as file:
            frame.write_parquet(file)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(path)


class ParquetIOManager(dg.ConfigurableIOManager):
    folder: str

    def handle_output(
        self, context: dg.OutputContext, obj: pl.DataFrame
    ) -> None:
        write_whole(self.path(context), obj)
        context.add_output_metadata({"dagster/row_count": len(obj)})

    def load_input(self, context: dg.InputContext) -> pl.DataFrame:
        return pl.read_parquet(self.path(context))

    # --8<-- [end:store]
    def path(self, context: dg.OutputContext | dg.InputContext) -> Path:
        names = [file_name(part) for part in context.asset_key.path]
        if context.has_asset_partitions:
            partition = file_name(context.asset_partition_key)
            names.append(f"partition={partition}")
        return Path(self.folder, "/".join(names) + ".parquet")


@dg.asset
def orders() -> pl.DataFrame:
    return pl.DataFrame({"amount": [40, 2]})


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        files = ParquetIOManager(folder=folder)
        dg.materialize([orders], resources={"io_manager": files})
        print(pl.read_parquet(f"{folder}/orders.parquet").to_dicts())
        # → [{'amount': 40}, {'amount': 2}]
