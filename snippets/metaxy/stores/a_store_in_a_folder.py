"""Keep the rows of a feature in a folder, as a Delta table."""

import contextlib
import tempfile
from pathlib import Path

import deltalake
import metaxy as mx
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
config = mx.init(mx.MetaxyConfig(stores={"dev": dev}))


class Orders(
    mx.BaseFeature,
    spec=mx.FeatureSpec(
        key="shop/orders", id_columns=["id"], fields=["amount"]
    ),
):
    id: int
    amount: int


if __name__ == "__main__":
    sold = pl.DataFrame({"id": [7, 8], "amount": [40, 60]}).with_columns(
        metaxy_provenance_by_field=pl.struct("amount")
    )
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        with config.get_store("dev").open("w") as store:
            store.write(Orders, sold)
            store.write(Orders, sold)
            print(len(store.read(Orders).collect()))
            # → 2
        print([path.as_posix() for path in Path().glob("metadata/*/*")])
        # → ['metadata/shop/orders.delta']
        table = deltalake.DeltaTable("metadata/shop/orders.delta")
        print(table.version(), len(pl.read_delta(table)))
        # → 1 4
