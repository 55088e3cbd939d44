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
def invoices(code_version: str) -> type[mx.BaseFeature]:
    class Invoices(
        mx.BaseFeature,
        spec=mx.FeatureSpec(
            key="invoices",
            id_columns=["id"],
            fields=[mx.FieldSpec(key="total", code_version=code_version)],
            deps=[Orders],
        ),
    ): ...

    return Invoices


if __name__ == "__main__":
    rows = pl.DataFrame({"id": [7, 8], "amount": [40, 60]})
    rows = rows.with_columns(metaxy_provenance_by_field=pl.struct("amount"))
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(folder),
        config.get_store("dev").open("w") as store,
    ):
        store.write(Orders, rows)
        first = invoices("1")
        store.write(first, store.resolve_update(first).new)
        second = invoices("2")
        print(len(store.read(second).collect()))
        # → 0
        print(len(store.read(second, with_feature_history=True).collect()))
        # → 2
# --8<-- [end:run]
