"""Rows that are compared but never written are new for ever."""

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


# --8<-- [start:run]
def count_new(store: mx.MetadataStore) -> int:
    orders = pl.DataFrame({"id": [7, 8], "amount": [40, 60]}).with_columns(
        metaxy_provenance_by_field=pl.struct("amount")
    )
    with store.open("w"):
        return len(store.resolve_update(Orders, samples=orders).new)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        store = config.get_store("dev")
        print(count_new(store), count_new(store))
        # → 2 2
# --8<-- [end:run]
