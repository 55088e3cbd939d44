"""A column that is not part of a row's version changes unnoticed."""

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
def find_changed(
    store: mx.MetadataStore, customer: str
) -> list[tuple[object, ...]]:
    orders = pl.DataFrame({"id": [7], "amount": [40], "customer": [customer]})
    orders = orders.with_columns(metaxy_provenance_by_field=pl.struct("amount"))
    with store.open("w"):
        increment = store.resolve_update(Orders, samples=orders).to_polars()
        changed = pl.concat([increment.new, increment.stale])
        store.write(Orders, changed)
    return changed.select("id", "amount", "customer").rows()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        store = config.get_store("dev")
        print(find_changed(store, "Ada"), find_changed(store, "Grace"))
        # → [(7, 40, 'Ada')] []
# --8<-- [end:run]
