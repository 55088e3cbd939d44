"""A table without rows, whose columns have no type."""

import contextlib
import tempfile

import metaxy as mx
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
config = mx.init(mx.MetaxyConfig(stores={"dev": dev}))
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"], fields=["amount"])


class Orders(mx.BaseFeature, spec=orders_spec): ...


# --8<-- [start:run]
if __name__ == "__main__":
    rows = pl.DataFrame({"id": [], "amount": []})
    rows = rows.with_columns(metaxy_provenance_by_field=pl.struct("amount"))
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(folder),
        config.get_store("dev").open("w") as store,
    ):
        store.write(Orders, store.resolve_update(Orders, samples=rows).new)
# --8<-- [end:run]
