"""Rows that are compared but never written stay new forever."""

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
def find_new(store: mx.MetadataStore) -> list[tuple[object, ...]]:
    orders = pl.DataFrame({"id": [7, 8], "amount": [40, 60]}).with_columns(
        metaxy_provenance_by_field=pl.struct("amount")
    )
    with store:
        new = store.resolve_update(Orders, samples=orders).new
    return new.select("id", "amount").rows()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        store = config.get_store("dev")
        print(find_new(store), find_new(store))
        # → [(7, 40), (8, 60)] [(7, 40), (8, 60)]
# --8<-- [end:run]
