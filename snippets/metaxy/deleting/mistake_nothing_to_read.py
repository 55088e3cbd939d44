"""Rows that cannot be read between a new version and its run."""

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
def define_invoices(code_version: str) -> None:
    total = mx.FieldSpec(key="total", code_version=code_version)
    spec = mx.FeatureSpec(
        key="invoices", id_columns=["id"], fields=[total], deps=[Orders]
    )

    class Invoices(mx.BaseFeature, spec=spec): ...


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        rows = pl.DataFrame({"id": [7, 8], "amount": [40, 60]})
        rows = rows.with_columns(metaxy_provenance_by_field=pl.struct("amount"))
        with config.get_store("dev").open("w") as store:
            store.write(Orders, rows)
            define_invoices("1")
            store.write("invoices", store.resolve_update("invoices").new)
            define_invoices("2")
            print(len(store.read("invoices").collect()))
            # → 0
            every = store.read("invoices", with_feature_history=True)
            print(len(every.collect()))
            # → 2
# --8<-- [end:run]
