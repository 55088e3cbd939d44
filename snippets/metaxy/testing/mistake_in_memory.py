"""A database in memory, asked of a store that has none."""

import contextlib
import tempfile
from pathlib import Path

import metaxy as mx
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"], fields=["amount"])


class Orders(mx.BaseFeature, spec=orders_spec): ...


# --8<-- [start:test]
if __name__ == "__main__":
    memory = mx.StoreConfig(type=DELTA, config={"root_path": ":memory:"})
    config = mx.init(mx.MetaxyConfig(stores={"dev": memory}))
    sold = pl.DataFrame({"id": [7], "amount": [40]}).with_columns(
        metaxy_provenance_by_field=pl.struct("amount")
    )
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        with config.get_store("dev").open("w") as store:
            store.write(Orders, sold)
        print([path.as_posix() for path in Path().glob("*/*")])
        # → [':memory:/orders.delta']
# --8<-- [end:test]
