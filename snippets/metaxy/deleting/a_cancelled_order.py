"""Delete a canceled order, and see it orphan its invoice."""

import contextlib
import tempfile

import metaxy as mx
import narwhals as nw
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
config = mx.init(mx.MetaxyConfig(stores={"dev": dev}))
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"], fields=["amount"])


class Orders(mx.BaseFeature, spec=orders_spec): ...


class Invoices(
    mx.BaseFeature,
    spec=mx.FeatureSpec(key="invoices", id_columns=["id"], deps=[Orders]),
): ...


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        rows = pl.DataFrame({"id": [7, 8], "amount": [40, 60]})
        rows = rows.with_columns(metaxy_provenance_by_field=pl.struct("amount"))
        with config.get_store("dev").open("w") as store:
            store.write(Orders, rows)
            store.write(Invoices, store.resolve_update(Invoices).new)
            store.delete(Orders, filters=nw.col("id") == 8)
            print(store.read(Orders).collect()["id"].to_list())
            # → [7]
            every = store.read(Orders, include_soft_deleted=True).collect()
            print(sorted(every["id"]))
            # → [7, 8]
            print(store.resolve_update(Invoices).orphaned["id"].to_list())
            # → [8]
