"""Say what an order and an invoice are, and write the first of each."""

import contextlib
import tempfile

import metaxy as mx
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
config = mx.init(mx.MetaxyConfig(stores={"dev": dev}))


class Orders(
    mx.BaseFeature,
    spec=mx.FeatureSpec(key="orders", id_columns=["id"], fields=["amount"]),
):
    id: int
    amount: int


class Invoices(
    mx.BaseFeature,
    spec=mx.FeatureSpec(key="invoices", id_columns=["id"], deps=[Orders]),
):
    id: int
    text: str


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        rows = pl.DataFrame({"id": [7, 8], "amount": [40, 60]})
        rows = rows.with_columns(metaxy_provenance_by_field=pl.struct("amount"))
        with config.get_store("dev").open("w") as store:
            store.write(Orders, store.resolve_update(Orders, samples=rows).new)
            todo = store.resolve_update(Invoices).to_polars().new
            store.write(Invoices, todo.with_columns(text=pl.lit("Thank you")))
            print(store.read(Invoices, columns=["id", "text"]).collect().rows())
            # → [(7, 'Thank you'), (8, 'Thank you')]
