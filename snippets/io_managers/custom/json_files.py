"""Store each asset in a JSON file, written whole or not at all."""

import json
import os
import tempfile
from pathlib import Path
from urllib.parse import quote

import dagster as dg


class JsonIOManager(dg.ConfigurableIOManager):
    folder: str

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        path = self.path(context)
        write_whole(path, json.dumps(obj).encode())
        context.add_output_metadata({"path": dg.MetadataValue.path(path)})

    def load_input(self, context: dg.InputContext) -> object:
        path = self.path(context)
        if not path.exists():
            raise FileNotFoundError(f"no {path}: materialize it first")
        return json.loads(path.read_bytes())

    def path(self, context: dg.OutputContext | dg.InputContext) -> Path:
        names = [file_name(part) for part in context.asset_key.path]
        if context.has_asset_partitions:
            partition = file_name(context.asset_partition_key)
            names.append(f"partition={partition}")
        return Path(self.folder, "/".join(names) + ".json")


def file_name(part: str) -> str:
    if {"", ".", ".."} & set(part.split("/")):
        raise ValueError(f"{part!r} cannot be the name of a file")
    return quote(part, safe="").replace(".", "%2E")


def write_whole(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".") as new:
        with Path(new, path.name).open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(path)


@dg.asset(key_prefix="shop")
def orders() -> list[int]:
    return [40, 2]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        files = JsonIOManager(folder=folder)
        dg.materialize([orders], resources={"io_manager": files})
        print(Path(folder, "shop", "orders.json").read_text())
        # → [40, 2]
