"""Rows that are gone, and that nobody deletes."""

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
    rows = pl.DataFrame({"id": [7, 8], "amount": [40, 60]})
    rows = rows.with_columns(metaxy_provenance_by_field=pl.struct("amount"))
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(folder),
        config.get_store("dev").open("w") as store,
    ):
        for today in (rows, rows.tail(1), rows.tail(1), rows.tail(1)):
            increment = store.resolve_update(Orders, samples=today)
            store.write(Orders, increment.new)
            print(
                len(increment.new), "new", len(increment.orphaned), "orphaned"
            )
            # → 2 new 0 orphaned
            # → 0 new 1 orphaned
            # → 0 new 1 orphaned
            # → 0 new 1 orphaned
# --8<-- [end:run]
