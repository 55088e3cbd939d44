"""A column that is no part of a row's version changes unnoticed."""

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
def count_stale(store: mx.MetadataStore, customer: str) -> int:
    orders = pl.DataFrame(
        {"id": [7], "amount": [40], "customer": [customer]}
    ).with_columns(metaxy_provenance_by_field=pl.struct("amount"))
    with store.open("w"):
        increment = store.resolve_update(Orders, samples=orders)
        store.write(Orders, increment.new)
        return len(increment.stale)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        store = config.get_store("dev")
        print(count_stale(store, "Ada"), count_stale(store, "Grace"))
        # → 0 0
# --8<-- [end:run]
